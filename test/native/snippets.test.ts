import { execFile, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { emptyFolder } from "../support/run-cli.ts";

/** As a program has it that imports `c2ts/c`: what builds snippets is the built one (`npm run build`). */
const SNIPPETS = new URL("../../dist/snippets/c.js", import.meta.url).href;
const NOWHERE = "/nowhere/cc";

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder for a program and for what is kept of its snippets. */
function workplace(): { readonly folder: string; readonly kept: string } {
  const folder = emptyFolder();
  return { folder, kept: join(folder, "cache", "snippets") };
}

function write(folder: string, lines: readonly string[]): string {
  const file = join(folder, "main.mjs");
  writeFileSync(file, [`import { c, inline } from ${JSON.stringify(SNIPPETS)};`, ...lines].join("\n"));
  return file;
}

function environment(folder: string, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...process.env, NODE_OPTIONS: "", C2TS_CACHE: join(folder, "cache"), ...more };
}

function run(folder: string, lines: readonly string[], more: NodeJS.ProcessEnv = {}, node = process.execPath): Run {
  const file = write(folder, lines);
  return spawnSync(node, [file], { cwd: folder, encoding: "utf8", env: environment(folder, more) });
}

/** What a program prints. */
function output(...given: Parameters<typeof run>): string {
  const { stdout, stderr } = run(...given);
  expect(stderr).toBe("");
  return stdout;
}

/** The message of what a snippet throws. */
function failure(expression: string, more: NodeJS.ProcessEnv = {}): string {
  const { folder } = workplace();
  return output(folder, [`try { ${expression}; } catch (e) { console.log(e.name + ": " + e.message); }`], more);
}

const TWICE = ['const twice = c.inline("int", { x: "int" }, "x * 2");', "console.log(twice(21));"];

const SOURCE = [
  "const lib = c`",
  "  #include <stdio.h>",
  "  #define LIMIT 3",
  "  struct point { int x, y; };",
  "  enum color { RED, GREEN };",
  "  int total;",
  "  static int more(int n) { return n + LIMIT; }",
  "  static inline int hidden(int n) { return n; }",
  "  int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }",
  "  struct point make(int x, int y) { struct point p = { more(x), y }; return p; }",
  '  const char *tab(void) { return "a\\tb"; }',
  "  int each(int n, int (*visit)(int i)) { for (int i = 0; i < n; i++) total += visit(i); return total; }",
  "  long double twice(double x) { return x * 2; }",
  "`;",
  "const p = lib.make(1, 2);",
  "console.log(JSON.stringify([lib.fib(20), p.x, p.y, p instanceof lib.struct_point, lib.LIMIT, lib.GREEN, lib.tab()]));",
  "console.log(JSON.stringify([lib.each(4, (i) => i * 10), lib.total.value, lib.twice(1.5), lib.more, lib.hidden]));",
  "console.log(await lib.fib.async(10));",
];
const SAID = '[6765,4,2,true,3,1,"a\\tb"]\n[60,60,3,null,null]\n55\n';

describe.each([
  ["the Node of the tests", process.execPath],
  ["Node 26", nodeBinary(26)],
])("%s", (_, node) => {
  test.each([
    ["a function of a body", TWICE, "42\n"],
    ["a C file", SOURCE, SAID],
  ])("%s: compiled once, then neither compiler nor libclang is there to run", (_name, lines, said) => {
    const { folder } = workplace();
    expect(output(folder, lines, {}, node)).toBe(said);
    expect(output(folder, lines, { CC: NOWHERE, C2TS_LIBCLANG: NOWHERE, PATH: NOWHERE }, node)).toBe(said);
  });
});

test("bodies: statements, text, pointers, 64 bits, nothing", () => {
  const { folder } = workplace();
  const lines = [
    'const sum = inline("double", ["const double *v", "size_t n"], "double s = 0; for (size_t i = 0; i < n; i++) s += v[i]; return s;");',
    "console.log(sum(new Float64Array([1, 2, 3.5]), 3));",
    'console.log(inline("size_t", { text: "const char *" }, "strlen(text)")("grüße"));',
    'console.log(inline("const char *", {}, "\\"a; return b\\"")());',
    'console.log(inline("uint64_t", { n: "uint64_t" }, "n + 1")(2n ** 63n));',
    'console.log(inline("bool", { p: "struct nothing *" }, "p == NULL")(null));',
    'const fill = inline("void", ["int *p", "int v"], "*p = v"); const cell = new Int32Array(1); fill(cell, 7); console.log(cell[0], fill(cell, 1));',
  ];
  expect(output(folder, lines)).toBe("6.5\n7\na; return b\n9223372036854775809n\ntrue\n7 undefined\n");
});

test("arguments that do not fit are refused as everywhere; the same snippet is the same function; flags", () => {
  const { folder } = workplace();
  const lines = [
    'const twice = inline("int", { x: "int" }, "x * 2");',
    'for (const bad of ["x", 1.5, 2 ** 31, null]) try { twice(bad); } catch (e) { console.log(e.name, e.message); }',
    'console.log(inline("int", { x: "int" }, "x * 2") === twice);',
    "console.log(c.with({ flags: ['-DSTEP=5'] }).inline('int', { x: 'int' }, 'x + STEP')(1));",
  ];
  expect(output(folder, lines).trimEnd().split("\n")).toEqual([
    expect.stringMatching(/^TypeError inline: x must be a number/),
    expect.stringMatching(/^RangeError inline: x must be an integer/),
    expect.stringMatching(/^RangeError inline: x must be an integer/),
    expect.stringMatching(/^TypeError inline: x must be a number/),
    "true",
    "6",
  ]);
});

/** A place in a template where TypeScript's value stands. */
const value = (code: string | number): string => `$\{${code}}`;

test("values in C text, and backslashes that are C's", () => {
  const { folder } = workplace();
  const lines = [
    "const lib = c`",
    `int f(void) { return ${value(6)} * ${value("'7'")} + '\\n'; }`,
    "`;",
    "console.log(lib.f());",
  ];
  expect(output(folder, lines)).toBe("52\n");
  expect(failure(`c\`int x = ${value("{}")};\``)).toMatch(/^TypeError: c: a value in C text/);
});

describe("what cannot be built says why", () => {
  test("a fault in a C file, by the lines of the snippet", () => {
    expect(failure("c`\n\nint f(void) { return nowhere; }\n`")).toMatch(
      /^SnippetError: [\s\S]*snippet\.c:3:22: error: .*nowhere/,
    );
  });
  test("a fault in a body, by its own lines", () => {
    expect(failure('inline("int", { a: "int" }, "a\\n + b")')).toMatch(
      /^SnippetError: [\s\S]*inline\.c:2:\d+: error: .*'b'/,
    );
  });
  test("a function that nobody declared", () => {
    expect(failure("c`int f(void) { return g(); }`")).toMatch(/snippet\.c:1:\d+: error: .*'g'/);
  });
  test("a symbol that no library has", () => {
    expect(failure("c`int g(void); int f(void) { return g(); }`")).toMatch(
      /^snippet\.c:1: undefined reference to `g'$/m,
    );
  });
  test("no compiler: all that were tried", () => {
    expect(failure(TWICE.join(" "), { PATH: NOWHERE, CC: "" })).toMatch(
      /^SnippetError: no C compiler \(cc: not found; gcc: not found; clang: not found.*cannot be used/,
    );
    expect(failure(TWICE.join(" "), { CC: NOWHERE })).toContain(`${NOWHERE}: not found`);
  });
  test("a type whose layout is not known, and a name that is none", () => {
    expect(failure('inline("int", { t: "struct tm" }, "1")')).toMatch(/^SnippetError: 'struct tm' is no type/);
    expect(failure('inline("int", { "a b": "int" }, "1")')).toMatch(/^TypeError: inline: 'a b' is no name/);
    expect(failure('inline(1, {}, "1")')).toBe("TypeError: inline: the result has to be C text, not 1\n");
    expect(failure('inline("int", {}, { toString: () => "1" })')).toMatch(
      /^TypeError: inline: the body has to be C text/,
    );
    expect(failure('inline("int", "int x", "1")')).toMatch(/^TypeError: inline: the parameters are/);
    expect(failure('inline("int", { x: 1 }, "1")')).toMatch(/^TypeError: inline: the type of 'x' has to be a string/);
    expect(failure('c("int f(void);")')).toMatch(/^TypeError: c: write the C text as a template/);
    expect(failure('inline("int", ["int"], "1")')).toMatch(/^TypeError: inline: "int" is no C parameter/);
  });
});

describe("the cache", () => {
  test("is this user's alone", () => {
    const { folder, kept } = workplace();
    output(folder, TWICE);
    expect(statSync(kept).mode & 0o777).toBe(0o700);
  });

  test("is not taken from a folder that others may write to", () => {
    const { folder, kept } = workplace();
    output(folder, TWICE);
    chmodSync(kept, 0o777);
    expect(run(folder, TWICE, { CC: NOWHERE })).toMatchObject({ status: 1, stdout: "" });
    const { stdout, stderr } = run(folder, TWICE);
    expect(stdout).toBe("42\n");
    expect(stderr).toMatch(/can be written to by others/);
  });

  test.each([
    ["an entry", ".json"],
    ["a shared object", ".so"],
  ])("builds again where %s is damaged", (_, ending) => {
    const { folder, kept } = workplace();
    output(folder, TWICE);
    for (const name of readdirSync(kept).filter((one) => one.endsWith(ending)))
      writeFileSync(join(kept, name), "broken");
    expect(run(folder, TWICE, { CC: NOWHERE }).status).toBe(1);
    expect(output(folder, TWICE)).toBe("42\n");
    expect(output(folder, TWICE, { CC: NOWHERE })).toBe("42\n");
  });

  test("another compiler, other flags and other text are other snippets", () => {
    const { folder } = workplace();
    const lines = [
      "const isClang = () => c`#ifdef __clang__\nint f(void) { return 1; }\n#else\nint f(void) { return 0; }\n#endif\n`.f();",
      "console.log(isClang());",
    ];
    expect(output(folder, lines, { CC: "gcc" })).toBe("0\n");
    expect(output(folder, lines, { CC: "clang-14" })).toBe("1\n");
    expect(output(folder, lines, { CC: "gcc" })).toBe("0\n");
  });

  test("builds again when a header has changed that it includes", () => {
    const { folder } = workplace();
    const header = join(folder, "own.h");
    const lines = ['const lib = c`#include "own.h"\nint f(void) { return OWN; }\n`;', "console.log(lib.f());"];
    writeFileSync(header, "#define OWN 1\n");
    expect(output(folder, lines)).toBe("1\n");
    writeFileSync(header, "#define OWN 22\n");
    expect(output(folder, lines)).toBe("22\n");
  });

  test("off: built each time, and nothing is left", () => {
    const { folder } = workplace();
    const temporary = join(folder, "tmp");
    mkdirSync(temporary);
    expect(output(folder, TWICE, { C2TS_CACHE: "off", TMPDIR: temporary })).toBe("42\n");
    expect(readdirSync(temporary)).toEqual([]);
    expect(run(folder, TWICE, { C2TS_CACHE: "off", CC: NOWHERE }).status).toBe(1);
  });

  test("two processes at once", async () => {
    const { folder, kept } = workplace();
    const file = write(folder, SOURCE);
    const both = [0, 1].map(() =>
      promisify(execFile)(process.execPath, [file], { cwd: folder, env: environment(folder, {}) }),
    );
    expect((await Promise.all(both)).map(({ stdout }) => stdout)).toEqual([SAID, SAID]);
    expect(readdirSync(kept).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    expect(output(folder, SOURCE, { CC: NOWHERE })).toBe(SAID);
  });
});
