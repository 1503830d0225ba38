import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rollup } from "@rollup/wasm-node";
import { build } from "esbuild";
import { rolldown } from "rolldown";
import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";
import webpack from "webpack";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

/** What bundlers leave of a module of hundreds of functions, of which a program uses one. */
const root = fileURLToPath(new URL("../../", import.meta.url));
const external = ["c2ts-runtime"];

function program(): string {
  const folder = emptyFolder();
  const spec = join(root, "spec-json/sqlite3/x86_64-linux-gnu.json");
  expect(c2ts(["emit", spec, "--lib", "sqlite3", "-o", "sqlite3.ts"], { cwd: folder }).code).toBe(0);
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  const { outputText } = ts.transpileModule(readFileSync(join(folder, "sqlite3.ts"), "utf8"), { compilerOptions });
  expect(outputText.length).toBeGreaterThan(100_000);
  writeFileSync(join(folder, "sqlite3.js"), outputText);
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "src/runtime"), join(folder, "node_modules/c2ts-runtime"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  const entry = join(folder, "main.js");
  writeFileSync(
    entry,
    'import { sqlite3_sleep } from "./sqlite3.js";\nexport const slept = await sqlite3_sleep.async(1);\n',
  );
  return entry;
}

const BUNDLERS: readonly (readonly [name: string, bundle: (input: string) => Promise<string>])[] = [
  [
    "esbuild",
    async (input) => {
      const { outputFiles } = await build({
        entryPoints: [input],
        bundle: true,
        write: false,
        format: "esm",
        external,
      });
      return outputFiles.map(({ text }) => text).join("");
    },
  ],
  ["rollup", async (input) => (await (await rollup({ input, external })).generate({ format: "esm" })).output[0].code],
  [
    "rolldown",
    async (input) => (await (await rolldown({ input, external })).generate({ format: "esm" })).output[0].code,
  ],
  ["webpack", withWebpack],
];

function withWebpack(entry: string): Promise<string> {
  const folder = join(entry, "..");
  return new Promise((resolve, reject) => {
    const output = { path: folder, filename: "out.mjs", library: { type: "module" } };
    const externals = { "c2ts-runtime": "module c2ts-runtime" };
    webpack(
      { entry, output, externals, mode: "production", target: "node20", experiments: { outputModule: true } },
      (error, stats) => {
        if (error !== null || stats === undefined || stats.hasErrors()) reject(error ?? new Error(stats?.toString()));
        else resolve(readFileSync(join(folder, "out.mjs"), "utf8"));
      },
    );
  });
}

describe.each(BUNDLERS)("%s", (_, bundle) => {
  test("drops the functions that nobody uses, and what is left works", async () => {
    const entry = program();
    const code = await bundle(entry);
    const symbols = [...code.matchAll(/\.bind\(\w+, ?["'](\w+)["']/g)].map(([, name]) => name);
    expect(symbols).toEqual(["sqlite3_sleep"]);
    const file = join(entry, "../bundle.js");
    writeFileSync(file, code);
    expect(await import(file)).toMatchObject({ slept: expect.any(Number) });
  });
});
