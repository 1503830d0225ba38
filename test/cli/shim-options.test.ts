import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { c2ts } from "../support/run-cli.ts";

// What --shim is told of libraries: a library in a folder that neither linker nor loader knows.

const FOO = `int foo_add(int a, int b);
long double foo_half(int a);
static inline int foo_twice(int a) { return foo_add(a, a); }
`;
const CALLS = "console.log(lib.foo_half(5), lib.foo_twice(4));";

let folder = "";
let there = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "c2ts-shim-options-"));
  there = join(folder, "there");
  mkdirSync(there);
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(fileURLToPath(new URL("../../src/runtime", import.meta.url)), join(folder, "node_modules/c2ts-runtime"));
  writeFileSync(join(folder, "foo.h"), FOO);
  const text = "int foo_add(int a, int b) { return a + b; }\nlong double foo_half(int a) { return a / 2.0L; }\n";
  writeFileSync(join(there, "foo.c"), text);
  execFileSync("gcc", ["-shared", "-fPIC", "-o", "libfoo.so", "foo.c"], { cwd: there });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const gen = (...args: readonly string[]) => c2ts(["gen", "-o", "foo.ts", ...args], { cwd: folder });

function run(program: string): string {
  writeFileSync(join(folder, "main.ts"), `import * as lib from "./foo.ts";\n${program}\n`);
  const env = { ...process.env, NODE_OPTIONS: "" };
  return execFileSync(nodeBinary(26), ["main.ts"], { cwd: folder, env, encoding: "utf8" });
}

describe("-L and -l behind --", () => {
  test("are the linker's", () => {
    const { code, stderr } = gen("foo.h", "--shim", "--", `-L${there}`, "-l", "foo", `-Wl,-rpath,${there}`);
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining("c2ts: no library named: calling foo_add will throw (use --lib or --pkg)\n"),
    ]);
    expect(run(CALLS)).toBe("2.5 8\n");
  });

  test("beside --lib, by a compiler that warns of what it does not need", () => {
    const { code } = gen(
      "foo.h",
      "--shim",
      "--cc",
      "clang-14",
      "--lib",
      "foo",
      "--",
      "-L",
      there,
      `-Wl,-rpath,${there}`,
    );
    expect(code).toBe(0);
    expect(run(CALLS)).toBe("2.5 8\n");
  });

  test("of a config are relative to it", () => {
    const text = JSON.stringify({
      headers: ["./foo.h"],
      output: "foo.ts",
      shim: true,
      clangArgs: ["-L./there"],
      link: ["-lfoo", `-Wl,-rpath,${there}`],
    });
    writeFileSync(join(folder, "c2ts.config.json"), text);
    mkdirSync(join(folder, "elsewhere"));
    const { code, stderr } = c2ts(["gen", "--config", "../c2ts.config.json"], { cwd: join(folder, "elsewhere") });
    expect([code, stderr]).toEqual([0, expect.stringContaining("foo.ts: 3 functions")]);
    expect(run(CALLS)).toBe("2.5 8\n");
  });

  test("of a package as well, where they are right elsewhere", () => {
    const info = ["--lib", "foo", "--name", "foo-c", "--version", "1.0.0", "--license", "MIT"];
    const made = c2ts(["package", "foo.h", "--shim", ...info, "-o", "out", "--", "-L", there, "-lm"], { cwd: folder });
    expect([made.code, made.stderr]).toEqual([0, expect.stringContaining("out: ")]);
    const script = readFileSync(join(folder, "out/build-shim.js"), "utf8");
    expect(script).toContain('"compile":[],"link":["-lm","-lfoo"]');
  });
});

test("emit without the folder of the headers says what to add", () => {
  expect(c2ts(["dump", "foo.h", "-o", "foo.json"], { cwd: folder }).code).toBe(0);
  const emit = (...args: readonly string[]) =>
    c2ts(["emit", "foo.json", "--shim", "-o", "e.ts", ...args], { cwd: there });
  writeFileSync(join(there, "foo.json"), readFileSync(join(folder, "foo.json")));
  expect(emit()).toMatchObject({ code: 1, stderr: expect.stringContaining("name the folder, -- -I folder") });
  expect(emit("--", "-I..", "-L.", "-lfoo")).toMatchObject({ code: 0 });
});

describe("without a library", () => {
  test("nothing is said where all functions are in the wrappers", () => {
    writeFileSync(join(folder, "odd.h"), "static inline int odd(int x) { return x & 1; }\n");
    expect(gen("odd.h", "--shim").stderr).toBe("foo.ts: 1 function, 0 records, 0 enums, 0 constants; 0 left out\n");
    expect(run("console.log(lib.odd(3));")).toBe("1\n");
  });

  test("those are named that need one", () => {
    const plain = [1, 2, 3, 4, 5, 6, 7].map((i) => `int f${i}(void);\n`).join("");
    writeFileSync(join(folder, "some.h"), `${plain}static inline int odd(int x) { return x & 1; }\n`);
    expect(gen("some.h", "--shim").stderr).toContain("calling f1, f2, f3, f4, f5, 2 more will throw");
  });
});
