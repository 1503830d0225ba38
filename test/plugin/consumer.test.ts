import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { linkPackages } from "../support/linked-project.ts";
import { emptyFolder } from "../support/run-cli.ts";

// Configs of all bundlers, as TypeScript of users sees the plugin's types: those of c2ts and all that they name.

const TSC = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
const PACKAGES = ["@rspack/core", "@types/node", "c2ts", "esbuild", "rolldown", "rollup", "vite", "webpack"];
const CONFIGS = `
import type { Configuration as RspackConfiguration } from "@rspack/core";
import { defineConfig } from "c2ts";
import esbuild from "c2ts/esbuild";
import rolldown from "c2ts/rolldown";
import rollup from "c2ts/rollup";
import rspack from "c2ts/rspack";
import vite from "c2ts/vite";
import webpack from "c2ts/webpack";
import type { BuildOptions } from "esbuild";
import type { RolldownOptions } from "rolldown";
import type { RollupOptions } from "rollup";
import { defineConfig as defineViteConfig } from "vite";
import type { Configuration } from "webpack";

export const library = defineConfig({ headers: ["zlib.h"], library: "z" });
export const ofVite = defineViteConfig({ plugins: [vite({ clangArgs: ["-Iinclude"] })] });
export const ofEsbuild: BuildOptions = { plugins: [esbuild()] };
export const ofRolldown: RolldownOptions = { plugins: [rolldown()] };
export const ofRollup: RollupOptions = { plugins: [rollup()] };
export const ofWebpack: Configuration = { plugins: [webpack()] };
export const ofRspack: RspackConfiguration = { plugins: [rspack({ types: false })] };
// @ts-expect-error there is no such option
export const wrong = vite({ clangArguments: [] });
`;

test.each([
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
])(
  "types of the plugin stand a strict compiler: %s, %s",
  (module, moduleResolution) => {
    const folder = emptyFolder();
    const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, "*"]));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", dependencies }));
    linkPackages(folder);
    writeFileSync(join(folder, "configs.ts"), CONFIGS);
    const strict = { strict: true, noEmit: true, skipLibCheck: false, target: "es2023", types: ["node"] };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...strict, module, moduleResolution } }),
    );
    const { status, stdout } = spawnSync(process.execPath, [TSC], { cwd: folder, encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  },
  120_000,
);
