import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rollup } from "@rollup/wasm-node";
import { describe, expect, test } from "vitest";
import withRollup from "../../src/plugin/rollup.ts";
import { BUNDLERS, bundledProgram, runElsewhere } from "../support/bundlers.ts";

// Headers of a program's whose functions need wrappers in C: the build step makes these.

const REGISTER = new URL("../../dist/plugin/register.js", import.meta.url).href;

const HEADER = `#include "by.h"
#ifdef BROKEN
#error no wrappers of this
#endif
int plain(int x);
static inline int times(int x) { return x * BY; }
static inline long double half(long double x) { return x / 2; }
#define SET(place, value) do { *(place) = (value); } while (0)
`;
const FILES = { "shop.h": HEADER, "by.h": "#define BY 3\n", "shop.c": "int plain(int x) { return x + 1; }\n" };
const MAIN = 'import { half, plain, times } from "./shop.h?lib=./libshop.so&shim";\n';
const PRINT = "console.log(plain(1), times(4), half(5));\n";

function shop(main: string, more: Readonly<Record<string, string>> = {}): string {
  const folder = bundledProgram(main, { ...FILES, ...more });
  execFileSync("gcc", ["-shared", "-fPIC", "-o", "libshop.so", "shop.c"], { cwd: folder });
  return folder;
}

describe.each(Object.entries(BUNDLERS))("%s", (_, bundle) => {
  test("builds the wrappers, and writes them beside the bundle", async () => {
    const folder = shop(MAIN + PRINT);
    const { watched, warnings } = await bundle(folder);
    expect(warnings.filter((text) => text.includes("times"))).toEqual([]);
    const files = ["shop.h", "by.h"].map((name) => join(folder, name));
    expect(watched ?? files).toEqual(expect.arrayContaining(files));
    expect(readdirSync(join(folder, "out")).length + readdirSync(folder).length).toBeGreaterThan(2);
    expect(runElsewhere(folder)).toBe("2 12 2.5");
  });
});

test("a config says it for a library, with compiler, prototypes and what is linked", async () => {
  const config = {
    headers: ["./shop.h"],
    library: "./libshop.so",
    shim: true,
    cc: "clang-14",
    prototype: ["void SET(int *place, int value)"],
    rename: ["times=product"],
  };
  const main = `import { plain, product, SET } from "./shop.h";
const cell = new Int32Array(1);
SET(cell, 7);
console.log(plain(1), product(5), cell[0]);
`;
  const folder = shop(main, { "c2ts.config.json": JSON.stringify(config) });
  await BUNDLERS["rollup"]?.(folder);
  expect(runElsewhere(folder)).toBe("2 15 7");
});

test("says where the compiler finds an error, and what no wrapper can be made of", async () => {
  const folder = shop(MAIN + PRINT);
  const input = join(folder, "main.js");
  const broken = rollup({ input, plugins: [withRollup({ root: folder, cflags: ["-DBROKEN"] })] });
  await expect(broken).rejects.toMatchObject({
    message: expect.stringMatching(
      /does not compile the headers:[\s\S]*shop\.h:3:2: error: #error no wrappers of this/,
    ),
    loc: { file: join(folder, "shop.h"), line: 3, column: 1 },
  });
  writeFileSync(join(folder, "shop.h"), `${HEADER}int nowhere(long double x);\nlong double no(void);\n`);
  writeFileSync(
    input,
    `${MAIN}import * as shop from "./shop.h?lib=./libshop.so&shim";\nif (false) shop.no();\n${PRINT}`,
  );
  const warnings: string[] = [];
  await rollup({ input, plugins: [withRollup({ root: folder })], onwarn: ({ message }) => warnings.push(message) });
  expect(warnings.join("\n")).toMatch(/'no': the shim has no wrapper of it: no library that is linked with has 'no'/);
});

test("a config's targets: that which is this machine is taken, and must be among them", async () => {
  const folder = shop('import { half } from "./shop.h";\nconsole.log(half(5));\n');
  const configure = (targets: readonly string[]): void => {
    const config = { headers: ["./shop.h"], library: "./libshop.so", shim: true, targets };
    writeFileSync(join(folder, "c2ts.config.json"), JSON.stringify(config));
  };
  configure(["aarch64-linux-gnu"]);
  await expect(BUNDLERS["rollup"]?.(folder)).rejects.toThrow("this machine, which is none of the `targets`");
  configure(["aarch64-linux-gnu", "x86_64-linux-gnu"]);
  await BUNDLERS["rollup"]?.(folder);
  expect(runElsewhere(folder)).toBe("2.5");
});

test("without the word nothing is compiled", async () => {
  const main = 'import * as shop from "./shop.h?lib=./libshop.so";\nconsole.log(shop.plain(1), "times" in shop);\n';
  const folder = shop(main);
  await BUNDLERS["rollup"]?.(folder);
  expect(readdirSync(join(folder, "out"))).toEqual(["main.mjs"]);
  expect(runElsewhere(folder)).toBe("2 false");
});

test("c2ts/register compiles once, and again when a header changes", () => {
  const folder = shop(MAIN + PRINT);
  const age = (name: string): void => utimesSync(join(folder, name), new Date(0), new Date(0)); // what is new is not kept
  for (const name of Object.keys(FILES)) age(name);
  const CC = join(folder, "compiler");
  symlinkSync("/usr/bin/gcc", CC);
  const env = { ...process.env, CC, C2TS_CACHE: join(folder, "cache") };
  const run = () =>
    spawnSync(process.execPath, ["--import", REGISTER, "main.js"], { cwd: folder, env, encoding: "utf8" });
  expect(run()).toMatchObject({ stdout: "2 12 2.5\n", stderr: "" });
  rmSync(CC);
  expect(run()).toMatchObject({ stdout: "2 12 2.5\n", stderr: "" });
  writeFileSync(join(folder, "by.h"), readFileSync(join(folder, "by.h"), "utf8").replace("3", "10"));
  expect(run().stderr).toMatch(/no C compiler .*; without one these functions cannot be called: times, half/);
  symlinkSync("/usr/bin/gcc", CC);
  expect(run()).toMatchObject({ stdout: "2 40 2.5\n", stderr: "" });
});
