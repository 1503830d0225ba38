import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Compiles C text to a shared library in a new temporary folder, and returns its path. */
export function compileC(source: string, ...flags: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-runtime-"));
  const library = join(folder, "libtest.so");
  writeFileSync(join(folder, "test.c"), source);
  execFileSync("gcc", ["-shared", "-fPIC", "-O1", "-o", library, join(folder, "test.c"), ...flags]);
  return library;
}
