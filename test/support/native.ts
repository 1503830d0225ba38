import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useLibrary } from "c2ts-runtime";
import { FIXTURES, fixtureFlags } from "./fixtures.ts";

/** Compiles a fixture's C and makes it the library that the fixture's module calls. Call it before the first call. */
export function compileFixture(feature: string): string {
  const library = join(mkdtempSync(join(tmpdir(), "c2ts-fixture-")), `lib${feature}.so`);
  const source = join(FIXTURES, feature, `${feature}.c`);
  const flags = ["-w", "-Wno-psabi", ...fixtureFlags(feature)];
  execFileSync("cc", ["-shared", "-fPIC", "-O1", ...flags, "-o", library, source], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  useLibrary(`fixture-${feature}`, library);
  return library;
}
