import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rollup } from "@rollup/wasm-node";
import { rspack } from "@rspack/core";
import * as esbuild from "esbuild";
import { rolldown } from "rolldown";
import { build } from "vite";
import webpack from "webpack";
import withEsbuild from "../../src/plugin/esbuild.ts";
import withRolldown from "../../src/plugin/rolldown.ts";
import withRollup from "../../src/plugin/rollup.ts";
import withRspack from "../../src/plugin/rspack.ts";
import withVite from "../../src/plugin/vite.ts";
import withWebpack from "../../src/plugin/webpack.ts";
import { emptyFolder } from "./run-cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What a bundler tells besides writing the bundle. */
export interface Told {
  readonly warnings: readonly string[];
  /** `null` where it does not say. */
  readonly watched: readonly string[] | null;
}

type Format = "esm" | "cjs";

/** Bundles `main.js` of a folder into `out/main.mjs`, or `out/main.cjs`. */
export type Bundler = (folder: string, format?: Format) => Promise<Told>;

const entryOf = (folder: string): string => join(folder, "main.js");

const fileOf = (format: Format): string => (format === "esm" ? "main.mjs" : "main.cjs");

function packed(folder: string, format: Format) {
  const output = { path: join(folder, "out"), filename: fileOf(format) } as const;
  return {
    context: folder,
    entry: entryOf(folder),
    output: format === "esm" ? ({ ...output, library: { type: "module" }, module: true } as const) : output,
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

export const BUNDLERS: Readonly<Record<string, Bundler>> = {
  async esbuild(folder, format = "esm") {
    const { warnings } = await esbuild.build({
      entryPoints: [entryOf(folder)],
      absWorkingDir: folder,
      bundle: true,
      outdir: join(folder, "out"),
      outExtension: { ".js": format === "esm" ? ".mjs" : ".cjs" },
      format,
      platform: "node",
      logLevel: "silent",
      plugins: [withEsbuild({ root: folder })],
    });
    return { warnings: warnings.map(({ text }) => text), watched: null };
  },
  async rollup(folder, format = "esm") {
    const warnings: string[] = [];
    const made = await rollup({
      input: entryOf(folder),
      plugins: [withRollup({ root: folder })],
      onwarn: ({ message }) => warnings.push(message),
    });
    await made.write({ dir: join(folder, "out"), format, entryFileNames: fileOf(format) });
    return { warnings, watched: made.watchFiles };
  },
  async rolldown(folder, format = "esm") {
    const warnings: string[] = [];
    const made = await rolldown({
      input: entryOf(folder),
      plugins: [withRolldown({ root: folder })],
      platform: "node",
      onLog: (_, { message }) => warnings.push(message),
    });
    await made.write({ dir: join(folder, "out"), format, entryFileNames: fileOf(format) });
    return { warnings, watched: await made.watchFiles };
  },
  async vite(folder, format = "esm") {
    const warnings: string[] = [];
    const note = (message: string): void => void warnings.push(message);
    const logger = { info: () => {}, warn: note, warnOnce: note, error: () => {}, clearScreen: () => {} };
    await build({
      root: folder,
      configFile: false,
      customLogger: { ...logger, hasErrorLogged: () => false, hasWarned: false },
      build: {
        ssr: entryOf(folder),
        outDir: "out",
        rollupOptions: { output: { format, entryFileNames: fileOf(format) } },
      },
      plugins: [withVite()],
    });
    return { warnings, watched: null };
  },
  webpack: (folder, format = "esm") =>
    new Promise((resolve, reject) => {
      const experiments = { outputModule: format === "esm" };
      webpack({ ...packed(folder, format), plugins: [withWebpack()], experiments }, (error, stats) => {
        new Promise<Told>((told) => told(tell(error, stats))).then(resolve, reject);
      });
    }),
  rspack: (folder, format = "esm") =>
    new Promise((resolve, reject) => {
      rspack({ ...packed(folder, format), plugins: [withRspack()] }, (error, stats) => {
        new Promise<Told>((told) => told(tell(error, stats))).then(resolve, reject);
      });
    }),
};

/** A folder with a program, and the runtime installed. */
export function bundledProgram(text: string, files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "src/runtime"), join(folder, "node_modules/c2ts-runtime"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  for (const [name, content] of Object.entries({ ...files, "main.js": text }))
    writeFileSync(join(folder, name), content);
  return folder;
}

/** What the bundle prints when its folder has been moved to another place, with the runtime and nothing else. */
export function runElsewhere(folder: string, file = "main.mjs"): string {
  const elsewhere = emptyFolder();
  mkdirSync(join(elsewhere, "node_modules"));
  symlinkSync(join(root, "src/runtime"), join(elsewhere, "node_modules/c2ts-runtime"));
  renameSync(join(folder, "out"), join(elsewhere, "moved"));
  renameSync(join(folder, "main.js"), join(folder, "gone.js"));
  return execFileSync(process.execPath, [join(elsewhere, "moved", file)], { encoding: "utf8" }).trim();
}
