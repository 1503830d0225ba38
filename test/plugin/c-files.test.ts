import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rollup } from "@rollup/wasm-node";
import { rspack } from "@rspack/core";
import * as esbuild from "esbuild";
import { rolldown } from "rolldown";
import { build, createServer } from "vite";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import webpack from "webpack";
import withEsbuild from "../../src/plugin/esbuild.ts";
import withRolldown from "../../src/plugin/rolldown.ts";
import withRollup from "../../src/plugin/rollup.ts";
import withRspack from "../../src/plugin/rspack.ts";
import withVite from "../../src/plugin/vite.ts";
import withWebpack from "../../src/plugin/webpack.ts";
import { emptyFolder } from "../support/run-cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What a bundler tells besides writing the bundle. */
interface Told {
  readonly warnings: readonly string[];
  /** `null` where it does not say. */
  readonly watched: readonly string[] | null;
}

/** Bundles `main.js` of a folder into `out/main.mjs`. */
type Bundler = (folder: string) => Promise<Told>;

const entryOf = (folder: string): string => join(folder, "main.js");

function packed(folder: string) {
  return {
    context: folder,
    entry: entryOf(folder),
    output: { path: join(folder, "out"), filename: "main.mjs", library: { type: "module" }, module: true } as const,
    mode: "production" as const,
    target: "node20" as const,
  };
}

interface Stats {
  hasErrors(): boolean;
  toString(): string;
  readonly compilation: {
    readonly fileDependencies: Iterable<string>;
    readonly warnings: Iterable<{ message: string }>;
  };
}

function tell(error: Error | null, stats: Stats | null | undefined): Told {
  if (error !== null || stats == null || stats.hasErrors()) throw error ?? new Error(stats?.toString());
  return {
    warnings: [...stats.compilation.warnings].map(({ message }) => message),
    watched: [...stats.compilation.fileDependencies],
  };
}

const BUNDLERS: Readonly<Record<string, Bundler>> = {
  async esbuild(folder) {
    const { warnings } = await esbuild.build({
      entryPoints: [entryOf(folder)],
      absWorkingDir: folder,
      bundle: true,
      outdir: join(folder, "out"),
      outExtension: { ".js": ".mjs" },
      format: "esm",
      platform: "node",
      logLevel: "silent",
      plugins: [withEsbuild({ root: folder })],
    });
    return { warnings: warnings.map(({ text }) => text), watched: null };
  },
  async rollup(folder) {
    const warnings: string[] = [];
    const made = await rollup({
      input: entryOf(folder),
      plugins: [withRollup({ root: folder })],
      onwarn: ({ message }) => warnings.push(message),
    });
    await made.write({ dir: join(folder, "out"), format: "esm", entryFileNames: "main.mjs" });
    return { warnings, watched: made.watchFiles };
  },
  async rolldown(folder) {
    const warnings: string[] = [];
    const made = await rolldown({
      input: entryOf(folder),
      plugins: [withRolldown({ root: folder })],
      platform: "node",
      onLog: (_, { message }) => warnings.push(message),
    });
    await made.write({ dir: join(folder, "out"), format: "esm", entryFileNames: "main.mjs" });
    return { warnings, watched: await made.watchFiles };
  },
  async vite(folder) {
    const warnings: string[] = [];
    const note = (message: string): void => void warnings.push(message);
    const logger = { info: () => {}, warn: note, warnOnce: note, error: () => {}, clearScreen: () => {} };
    await build({
      root: folder,
      configFile: false,
      customLogger: { ...logger, hasErrorLogged: () => false, hasWarned: false },
      build: { ssr: entryOf(folder), outDir: "out", rollupOptions: { output: { entryFileNames: "main.mjs" } } },
      plugins: [withVite()],
    });
    return { warnings, watched: null };
  },
  webpack: (folder) =>
    new Promise((resolve, reject) => {
      const experiments = { outputModule: true };
      webpack({ ...packed(folder), plugins: [withWebpack()], experiments }, (error, stats) => {
        new Promise<Told>((told) => told(tell(error, stats))).then(resolve, reject);
      });
    }),
  rspack: (folder) =>
    new Promise((resolve, reject) => {
      rspack({ ...packed(folder), plugins: [withRspack()] }, (error, stats) => {
        new Promise<Told>((told) => told(tell(error, stats))).then(resolve, reject);
      });
    }),
};

/** A folder with a program, and the runtime installed. */
function program(text: string, files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "src/runtime"), join(folder, "node_modules/c2ts-runtime"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  for (const [name, content] of Object.entries({ ...files, "main.js": text }))
    writeFileSync(join(folder, name), content);
  return folder;
}

/** What the bundle prints when its folder has been moved to another place, with the runtime and nothing else. */
function runElsewhere(folder: string): string {
  const elsewhere = emptyFolder();
  mkdirSync(join(elsewhere, "node_modules"));
  symlinkSync(join(root, "src/runtime"), join(elsewhere, "node_modules/c2ts-runtime"));
  renameSync(join(folder, "out"), join(elsewhere, "moved"));
  renameSync(join(folder, "main.js"), join(folder, "gone.js"));
  return execFileSync(process.execPath, [join(elsewhere, "moved/main.mjs")], { encoding: "utf8" }).trim();
}

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
    const folder = program(MAIN, FILES);
    const { warnings, watched } = await bundle(folder);
    expect(warnings.filter((text) => /\.c\b/.test(text))).toEqual([]);
    const files = Object.keys(FILES).map((name) => join(folder, name));
    expect(watched ?? files).toEqual(expect.arrayContaining(files));
    expect(runElsewhere(folder)).toBe("6765 1.5 41 2 1 3 8 false false");
  });

  test("says where the compiler finds an error, and a warning", async () => {
    const broken = program('import { f } from "./f.c";\nf();\n', { "f.c": "int f(void) {\n  return g;\n}\n" });
    await expect(bundle(broken)).rejects.toThrow(/f\.c:2:10: error: [‘']g[’'] undeclared/);
    const odd = program('import { f } from "./f.c";\nf();\n', { "f.c": 'int f(void) {\n  return "text";\n}\n' });
    const { warnings } = await bundle(odd);
    expect(warnings.join("\n")).toMatch(/f\.c:2:10: .*integer from pointer/);
  });
});

test("takes flags and libraries from the import", async () => {
  const folder = program(
    'import { sum } from "./sum.c?cflags=-DSTART=2 -Wno-int-conversion&lib=z";\nconsole.log(sum());\n',
    { "sum.c": '#include <zlib.h>\nint sum(void) { int x = "x"; (void)x; return START + (zlibVersion()[0] > 0); }\n' },
  );
  const { warnings } = (await BUNDLERS["rollup"]?.(folder)) ?? { warnings: ["none"] };
  expect(warnings.filter((text) => text.includes("sum.c"))).toEqual([]);
  expect(runElsewhere(folder)).toBe("3");
});

test("takes what a config says of a C file", async () => {
  const config = { headers: ["./sum.c"], clangArgs: ["-DSTART=4"], rename: ["sum=total"], link: ["-lz"] };
  const folder = program('import { total } from "./sum.c";\nconsole.log(total());\n', {
    "sum.c": "#include <zlib.h>\nint sum(void) { return START + (zlibVersion()[0] > 0); }\n",
    "c2ts.config.json": JSON.stringify(config),
  });
  await BUNDLERS["rollup"]?.(folder);
  expect(runElsewhere(folder)).toBe("5");
});

test("says what the linker does not find, and that a C file is a path", async () => {
  const folder = program('import { f } from "./f.c";\nf();\n', {
    "f.c": "int g(void);\nint f(void) { return g(); }\n",
  });
  await expect(BUNDLERS["rollup"]?.(folder)).rejects.toThrow(/undefined reference to [`']g'/);
  const bare = program('import { f } from "f.c";\nf();\n', {});
  await expect(BUNDLERS["rollup"]?.(bare)).rejects.toThrow('f.c: a C file is imported by its path, "./f.c"');
});

test("Vite's server loads it from where it was made, and again when an included file changes", async () => {
  const folder = program('import { fib, LIMIT } from "./fib.c";\nexport const now = () => fib(LIMIT);\n', {
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
