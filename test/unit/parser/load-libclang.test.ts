import { mkdtempSync, realpathSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dump } from "c2ts";
import { expect, test } from "vitest";
import { installedLibclang } from "../../support/libclang.ts";

const read = (libclang: string): readonly (string | null)[] =>
  dump(["memory.h"], { libclang, files: [{ file: "memory.h", text: "int f(void);" }] }).spec.declarations.map(
    ({ name }) => name,
  );

test("a process keeps the libclang that it has opened", () => {
  const libclang = installedLibclang(19);
  expect(read(libclang)).toEqual(["f"]);
  expect(read(libclang)).toEqual(["f"]);
  // The same file under another name is the same library.
  const link = join(mkdtempSync(join(tmpdir(), "c2ts-")), "libclang.so");
  symlinkSync(realpathSync(libclang), link);
  expect(read(link)).toEqual(["f"]);
  expect(read(libclang)).toEqual(["f"]);
  // Another one is refused, not ignored.
  expect(() => read(installedLibclang(14))).toThrow("library 'clang' is open already, from ");
  expect(read(libclang)).toEqual(["f"]);
});
