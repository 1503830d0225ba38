import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { dump } from "c2ts";
import { expect, test } from "vitest";
import { installedLibclang } from "../../support/libclang.ts";
import { emptyFolder } from "../../support/run-cli.ts";

/** Attributes as C23 writes them: clang drops one that it does not know, without a trace in what it parses. */
const HEADER = `
struct [[gnu::packed, gnu::scalar_storage_order("big-endian")]] named { int x; char c; };
typedef struct [[gnu::__scalar_storage_order__("big-endian")]] { int x; } unnamed;
struct [[gnu::scalar_storage_order("little-endian")]] as_usual { int x; };
struct other { int x; };
`;

test("the order of bytes in an attribute with brackets", () => {
  const { spec } = dump(["so.h"], {
    libclang: installedLibclang(19),
    clangArguments: ["-std=c2x"],
    files: [{ file: "so.h", text: HEADER }],
  });
  const first = spec.declarations.flatMap((one) =>
    one.kind === "record" ? [[one.name, one.layout?.fields[0]?.type.kind]] : [],
  );
  expect(first).toEqual([
    ["named", "other"],
    [null, "other"],
    ["as_usual", "int"],
    ["other", "int"],
  ]);
});

test("gcc keeps the numbers of those two in that order", () => {
  const folder = emptyFolder();
  const orders = `${HEADER}
int main(void) {
  struct named a = {.x = 1};
  unnamed b = {1};
  struct as_usual c = {1};
  struct other d = {1};
  return *(char *)&a + 2 * *(char *)&b + 4 * *(char *)&c + 8 * *(char *)&d - 12;
}`;
  writeFileSync(join(folder, "so.c"), orders);
  execFileSync("gcc", ["-std=c2x", "so.c", "-o", "so"], { cwd: folder });
  execFileSync(join(folder, "so"));
});
