import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const runtime = fileURLToPath(new URL("../../src/runtime", import.meta.url));

function project(files: { readonly [name: string]: string }): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(runtime, join(folder, "node_modules/c2ts-runtime"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function gen(cwd: string, ...args: readonly string[]): void {
  const { code, stderr } = c2ts(["gen", ...args], { cwd });
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
}

const run = (cwd: string): string => execFileSync(nodeBinary(26), ["main.ts"], { cwd, encoding: "utf8" });

test("--lib @program: functions and variables of the program itself", () => {
  const cwd = project({
    "own.h": "int abs(int n); int getpid(void); extern char **environ; int nobody_has_this(void);",
    "main.ts": `import { abs, environ, getpid, has, nobody_has_this } from "./own.ts";
      console.log(abs(-3), getpid() === process.pid, environ.value !== null, has("nobody_has_this"));
      try { nobody_has_this(); } catch (error) { console.log(String(error)); }`,
  });
  gen(cwd, "own.h", "--lib", "@program", "-o", "own.ts");
  expect(run(cwd)).toMatch(/^3 true true false\nForeignError: nobody_has_this: the program has no such symbol: /);
  const { code, stdout, stderr } = c2ts(["check", "own.h", "--lib", "@program", "-o", "own.ts"], { cwd });
  expect(code).toBe(1);
  expect(stdout + stderr).toContain("'nobody_has_this' is not in the library");
});

test("two versions of a library, each with a module of its own, in one program", () => {
  const source = (n: number): string =>
    `#include "v.h"\nint number = ${n}; int version(void) { return number; } int twice(void) { return 2 * version(); }`;
  const cwd = project({
    "v.h": "extern int number; int version(void); int twice(void);",
    "one.c": source(1),
    "two.c": source(2),
    "main.ts": `import * as one from "./one.ts"; import * as two from "./two.ts";
      one.number.value = 10;
      console.log(one.version(), two.version(), one.twice(), two.twice());`,
  });
  for (const name of ["one", "two"]) {
    const flags = ["-shared", "-fPIC", "-Wl,-soname,libv.so.1"];
    execFileSync("gcc", [...flags, "-o", `lib${name}.so`, `${name}.c`], { cwd });
    gen(cwd, "v.h", "--lib", `./lib${name}.so`, "-o", `${name}.ts`);
  }
  expect(run(cwd)).toBe("10 2 20 4\n");
});
