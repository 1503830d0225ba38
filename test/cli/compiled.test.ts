import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

interface Compiled {
  readonly loaded: { answer(): number };
  readonly isNew: boolean;
  keep(): void;
}

const { loadCompiled }: { loadCompiled(file: string, purpose: string): Compiled } = createRequire(import.meta.url)(
  "../../bin/compiled.js",
);

/** Loads a file, calls its function and keeps its code, as bin/c2ts.js does; says whether it had to be compiled. */
function start(folder: string, name: string, answer: number): boolean {
  const file = join(folder, name);
  writeFileSync(file, `exports.answer = () => ${answer};\n`);
  vi.stubEnv("NODE_COMPILE_CACHE", join(folder, "cache"));
  vi.stubEnv("NODE_DISABLE_COMPILE_CACHE", "");
  const { loaded, isNew, keep } = loadCompiled(file, "gen");
  expect(loaded.answer()).toBe(answer);
  keep();
  return isNew;
}

/** The file that the code is kept in. */
function kept(folder: string): string {
  const [file = "", ...others] = readdirSync(join(folder, "cache", "c2ts"));
  expect(others).toEqual([]);
  return join(folder, "cache", "c2ts", file);
}

test("compiled code is kept for the next start", () => {
  const folder = emptyFolder();
  expect([start(folder, "a.cjs", 1), start(folder, "a.cjs", 1)]).toEqual([true, false]);
});

test("another text has another name, and its own code even where it is of the same length", () => {
  const folder = emptyFolder();
  expect([start(folder, "a.cjs", 1), start(folder, "b.cjs", 2), start(folder, "b.cjs", 2)]).toEqual([
    true,
    true,
    false,
  ]);
});

test("a broken file is replaced", () => {
  const folder = emptyFolder();
  start(folder, "c.cjs", 3);
  const { size } = statSync(kept(folder));
  // Of a text that this process has not compiled, or V8 would not look at the file.
  writeFileSync(
    kept(folder),
    readFileSync(kept(folder))
      .fill("d", 0, 1)
      .subarray(0, size - 8),
  );
  expect(start(folder, "d.cjs", 4)).toBe(true);
  expect(statSync(kept(folder)).size).toBe(size);
});

test("the code of the first runs adds up, and later ones keep what there is", () => {
  const folder = emptyFolder();
  start(folder, "e.cjs", 5);
  const changed = [1, 2, 3, 4].map(() => {
    const before = readFileSync(kept(folder));
    start(folder, "e.cjs", 5);
    return !readFileSync(kept(folder)).equals(before);
  });
  expect(changed).toEqual([true, true, false, false]);
});

test("where nothing can be kept, it still runs", () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, "cache"), "a file where the folder should be");
  expect([start(folder, "a.cjs", 1), start(folder, "a.cjs", 1)]).toEqual([true, true]);
});

test("the tool itself runs from what it kept", () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "one.h"), "int one(void);\n");
  const env = { NODE_COMPILE_CACHE: join(cwd, "cache") };
  for (const name of ["first.ts", "second.ts"]) {
    expect(c2ts(["gen", "one.h", "--lib", "c", "-o", name], { cwd, env }).code).toBe(0);
  }
  expect(readFileSync(join(cwd, "second.ts"), "utf8")).toBe(readFileSync(join(cwd, "first.ts"), "utf8"));
  expect(readdirSync(join(cwd, "cache")).length).toBeGreaterThan(0);
});
