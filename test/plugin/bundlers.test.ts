import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rollup } from "@rollup/wasm-node";
import { rspack } from "@rspack/core";
import * as esbuild from "esbuild";
import { rolldown } from "rolldown";
import { build } from "vite";
import { describe, expect, test } from "vitest";
import webpack from "webpack";
import withEsbuild from "../../src/plugin/esbuild.ts";
import withRolldown from "../../src/plugin/rolldown.ts";
import withRollup from "../../src/plugin/rollup.ts";
import withRspack from "../../src/plugin/rspack.ts";
import withVite from "../../src/plugin/vite.ts";
import withWebpack from "../../src/plugin/webpack.ts";
import { emptyFolder } from "../support/run-cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Bundle {
  readonly code: string;
  /** Files that the bundler watches; `null` where it does not say. */
  readonly watched: readonly string[] | null;
}

type Bundler = (entry: string) => Promise<Bundle>;

const BUNDLERS: Readonly<Record<string, Bundler>> = {
  async esbuild(entry) {
    const { outputFiles } = await esbuild.build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: "esm",
      platform: "node",
      logLevel: "silent",
      plugins: [withEsbuild()],
    });
    return { code: outputFiles.map(({ text }) => text).join(""), watched: null };
  },
  async rollup(input) {
    const made = await rollup({ input, plugins: [withRollup()], onwarn: () => {} });
    return { code: (await made.generate({ format: "esm" })).output[0].code, watched: made.watchFiles };
  },
  async rolldown(input) {
    const made = await rolldown({ input, plugins: [withRolldown()], platform: "node", logLevel: "silent" });
    return { code: (await made.generate({ format: "esm" })).output[0].code, watched: await made.watchFiles };
  },
  async vite(entry) {
    const outDir = join(entry, "../out");
    await build({
      root: join(entry, ".."),
      configFile: false,
      logLevel: "silent",
      build: { ssr: entry, outDir, rollupOptions: { output: { entryFileNames: "main.mjs" } } },
      plugins: [withVite()],
    });
    return { code: readFileSync(join(outDir, "main.mjs"), "utf8"), watched: null };
  },
  webpack: (entry) =>
    new Promise((resolve, reject) => {
      const context = join(entry, "..");
      const output = { path: context, filename: "out.mjs", library: { type: "module" }, module: true };
      const plugins = [withWebpack()];
      const experiments = { outputModule: true };
      webpack(
        { context, entry, output, plugins, experiments, mode: "production", target: "node20" },
        (error, stats) => {
          if (error !== null || stats === undefined || stats.hasErrors()) reject(error ?? new Error(stats?.toString()));
          else {
            const watched = [...stats.compilation.fileDependencies];
            resolve({ code: readFileSync(join(context, "out.mjs"), "utf8"), watched });
          }
        },
      );
    }),
  rspack: (entry) =>
    new Promise((resolve, reject) => {
      const context = join(entry, "..");
      const output = { path: context, filename: "out.mjs", library: { type: "module" }, module: true };
      rspack(
        { context, entry, output, plugins: [withRspack()], mode: "production", target: "node20" },
        (error, stats) => {
          if (error !== null || stats === undefined || stats.hasErrors()) reject(error ?? new Error(stats?.toString()));
          else {
            const watched = [...stats.compilation.fileDependencies];
            resolve({ code: readFileSync(join(context, "out.mjs"), "utf8"), watched });
          }
        },
      );
    }),
};

const SUM = 'crc32(0, new TextEncoder().encode("123456789"), 9)';

/** A program in a folder of its own, with the runtime installed; the result is its path. */
function program(text: string, headers: Readonly<Record<string, string>> = {}): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "src/runtime"), join(folder, "node_modules/c2ts-runtime"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  for (const [name, header] of Object.entries(headers)) writeFileSync(join(folder, name), header);
  const entry = join(folder, "main.js");
  writeFileSync(entry, text);
  return entry;
}

/** What the bundle prints, as a program of its own. */
function run(entry: string, { code }: Bundle): string {
  const file = join(entry, "../bundle.js");
  writeFileSync(file, code);
  return execFileSync(process.execPath, [file], { encoding: "utf8" }).trim();
}

const boundIn = ({ code }: Bundle): readonly (string | undefined)[] =>
  [...code.matchAll(/\.bind\(\w+, ?["'`](\w+)["'`]/g)].map(([, name]) => name);

describe.each(Object.entries(BUNDLERS))("%s", (_, bundle) => {
  test("takes a header of the system, and of it what is used", async () => {
    const entry = program(`import { crc32, Z_OK } from "zlib.h?lib=z";\nconsole.log(${SUM}.toString(16), Z_OK);\n`);
    const made = await bundle(entry);
    expect(boundIn(made)).toEqual(["crc32"]);
    expect(made.code.length).toBeLessThan(5000); // of 100,000
    expect(run(entry, made)).toBe("cbf43926 0");
  });

  test("takes a header beside the program, watches what it includes, and sees that it changes", async () => {
    const headers = {
      "sum.h":
        '#include "limit.h"\nunsigned long crc32(unsigned long crc, const unsigned char *buf, unsigned int len);\n',
      "limit.h": "#define LIMIT 41\n",
    };
    const entry = program(`import { crc32, LIMIT } from "./sum.h?lib=z";\nconsole.log(${SUM}, LIMIT);\n`, headers);
    const made = await bundle(entry);
    expect(run(entry, made)).toBe("3421780262 41");
    const files = Object.keys(headers).map((name) => join(entry, "..", name));
    expect(made.watched ?? files).toEqual(expect.arrayContaining(files));

    writeFileSync(join(entry, "../limit.h"), "#define LIMIT 42\n");
    expect(run(entry, await bundle(entry))).toBe("3421780262 42");
  });

  test("says where a header is broken", async () => {
    const headers = { "sum.h": '#include "limit.h"\n', "limit.h": "\n\nunknown_t limit(void);\n" };
    const entry = program('import { limit } from "./sum.h";\nconsole.log(limit);\n', headers);
    await expect(bundle(entry)).rejects.toThrow(/limit\.h:3:1: error: unknown type name 'unknown_t'/);
  });

  test("refuses a parameter that it does not know", async () => {
    const entry = program('import { crc32 } from "zlib.h?library=z";\nconsole.log(crc32);\n');
    await expect(bundle(entry)).rejects.toThrow("zlib.h: unknown parameter 'library'");
  });
});
