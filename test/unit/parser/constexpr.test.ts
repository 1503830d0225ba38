import { dump, emitModule } from "c2ts";
import { expect, test } from "vitest";
import { installedLibclang } from "../../support/libclang.ts";

const HEADER = `
constexpr int answer = 42;
constexpr double half = 0.5;
static constexpr unsigned char byte = 255;
constexpr int list[2] = {1, 2};
extern const int elsewhere;
const char *const text = "constexpr";
`;

test("C23: a constexpr variable is a constant, and no library exports it", () => {
  const { spec } = dump(["memory.h"], {
    libclang: installedLibclang(19),
    clangArguments: ["-std=c23"],
    files: [{ file: "memory.h", text: HEADER }],
  });
  const seen = spec.declarations.map((one) => [
    "name" in one ? one.name : null,
    one.kind === "constant" ? one.value : one.kind === "global" ? one.storage : one.kind,
  ]);
  expect(seen).toEqual([
    ["answer", { kind: "int", value: "42" }],
    ["half", { kind: "float", value: "0.5" }],
    ["byte", { kind: "int", value: "255" }],
    ["list", "static"],
    ["elsewhere", "extern"],
    ["text", "extern"],
  ]);
  const { problems } = emitModule(spec, { library: null });
  expect(problems.map(({ problem }) => problem)).toContainEqual({ code: "no-symbol", decl: "list" });
});
