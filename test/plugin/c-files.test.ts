import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { createServer } from "vite";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import withEsbuild from "../../src/plugin/esbuild.ts";
import withVite from "../../src/plugin/vite.ts";
import { BUNDLERS, bundledProgram, runElsewhere } from "../support/bundlers.ts";

const FIB = `#include "limit.h"
struct pair { int a, b; };
static int calls = 0;
int total = 3;
static int helper(int n) { calls++; return n; }
static inline int twice(int n) { return 2 * n; }
int fib(int n) { return helper(n) < 2 ? n : fib(n - 1) + fib(n - 2); }
struct pair swapped(struct pair p) { struct pair q = { p.b, p.a }; return q; }
long double half(double x) { return x / 2; }
`;
const MAIN = `import * as c from "./fib.c";
import { fib, half, LIMIT, struct_pair, swapped, total, twice } from "./fib.c";
const pair = struct_pair.alloc();
pair.a = 1;
pair.b = 2;
const q = swapped(pair);
console.log(fib(20), half(3), LIMIT, q.a, q.b, total.value, twice(4), "helper" in c, "calls" in c);
`;
const FILES = { "fib.c": FIB, "limit.h": "#define LIMIT 41\n" };

describe.each(Object.entries(BUNDLERS))("%s", (_, bundle) => {
  test("compiles a C file, and writes what is made of it beside the bundle", async () => {
    const folder = bundledProgram(MAIN, FILES);
    const { warnings, watched } = await bundle(folder);
    expect(warnings.filter((text) => /\.c\b/.test(text))).toEqual([]);
    const files = Object.keys(FILES).map((name) => join(folder, name));
    expect(watched ?? files).toEqual(expect.arrayContaining(files));
    expect(runElsewhere(folder)).toBe("6765 1.5 41 2 1 3 8 false false");
  });

  test("does so for CommonJS too", async () => {
    const folder = bundledProgram(MAIN, FILES);
    await bundle(folder, "cjs");
    expect(runElsewhere(folder, "main.cjs")).toBe("6765 1.5 41 2 1 3 8 false false");
  });

  test("says where the compiler finds an error, and a warning", async () => {
    const broken = bundledProgram('import { f } from "./f.c";\nf();\n', { "f.c": "int f(void) {\n  return g;\n}\n" });
    await expect(bundle(broken)).rejects.toThrow(/f\.c:2:10: error: [‘']g[’'] undeclared/);
    const odd = bundledProgram('import { f } from "./f.c";\nf();\n', { "f.c": 'int f(void) {\n  return "text";\n}\n' });
    const { warnings } = await bundle(odd);
    expect(warnings.join("\n")).toMatch(/f\.c:2:10: .*integer from pointer/);
  });
});

test("esbuild's bundles for browsers have no place for it", async () => {
  const folder = bundledProgram(MAIN, FILES);
  const bundled = esbuild.build({
    entryPoints: [join(folder, "main.js")],
    bundle: true,
    write: false,
    format: "iife",
    logLevel: "silent",
    plugins: [withEsbuild({ root: folder })],
  });
  await expect(bundled).rejects.toThrow(/fib\.c: a program that needs a shared object .* "esm" or "cjs"/);
});

test("takes flags and libraries from the import", async () => {
  const folder = bundledProgram(
    'import { sum } from "./sum.c?cflags=-DSTART=2 -Wno-int-conversion&lib=z";\nconsole.log(sum());\n',
    { "sum.c": '#include <zlib.h>\nint sum(void) { int x = "x"; (void)x; return START + (zlibVersion()[0] > 0); }\n' },
  );
  const { warnings } = (await BUNDLERS["rollup"]?.(folder)) ?? { warnings: ["none"] };
  expect(warnings.filter((text) => text.includes("sum.c"))).toEqual([]);
  expect(runElsewhere(folder)).toBe("3");
});

test("takes what a config says of a C file", async () => {
  const config = { headers: ["./sum.c"], clangArgs: ["-DSTART=4"], rename: ["sum=total"], link: ["-lz"] };
  const folder = bundledProgram('import { total } from "./sum.c";\nconsole.log(total());\n', {
    "sum.c": "#include <zlib.h>\nint sum(void) { return START + (zlibVersion()[0] > 0); }\n",
    "c2ts.config.json": JSON.stringify(config),
  });
  await BUNDLERS["rollup"]?.(folder);
  expect(runElsewhere(folder)).toBe("5");
});

test("says what the linker does not find, and that a C file is a path", async () => {
  const folder = bundledProgram('import { f } from "./f.c";\nf();\n', {
    "f.c": "int g(void);\nint f(void) { return g(); }\n",
  });
  const fault = `${join(folder, "f.c")}:2:22: error: undefined reference to 'g'`;
  const loc = { file: join(folder, "f.c"), line: 2, column: 21 };
  await expect(BUNDLERS["rollup"]?.(folder)).rejects.toThrow(
    expect.objectContaining({ message: expect.stringContaining(fault), loc }),
  );
  const bare = bundledProgram('import { f } from "f.c";\nf();\n', {});
  await expect(BUNDLERS["rollup"]?.(bare)).rejects.toThrow('f.c: a C file is imported by its path, "./f.c"');
});

test("Vite's server loads it from where it was made, and again when an included file changes", async () => {
  const folder = bundledProgram('import { fib, LIMIT } from "./fib.c";\nexport const now = () => fib(LIMIT);\n', {
    "fib.c": FIB,
    "limit.h": "#define LIMIT 10\n",
  });
  const server = await createServer({
    root: folder,
    configFile: false,
    logLevel: "silent",
    server: { middlewareMode: true, ws: false },
    plugins: [withVite()],
  });
  onTestFinished(() => server.close());
  const now = async (): Promise<unknown> => (await server.ssrLoadModule("/main.js"))["now"]();
  expect(await now()).toBe(55);
  writeFileSync(join(folder, "limit.h"), "#define LIMIT 11\n");
  await vi.waitFor(async () => expect(await now()).toBe(89), { timeout: 20_000, interval: 100 });
  expect(readdirSync(folder).filter((name) => name.endsWith(".so"))).toEqual([]);
}, 60_000);
