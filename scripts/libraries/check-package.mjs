// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { folderOf } from "../packages/read-package.mjs";
import { tensorflow } from "../setup/tensorflow.mjs";
import { tensorflowLite } from "../setup/tensorflow-lite.mjs";

const C2TS = fileURLToPath(new URL("../../bin/c2ts.js", import.meta.url));

/** Whether the headers and the library are here: of what setup fetches only when asked, they may not be. @param {string} name */
export const isHere = (name) => name !== "tensorflow" || existsSync(tensorflow.library);

/**
 * What `c2ts check` finds wrong with a package.
 *
 * @param {string} name
 * @param {readonly string[]} options
 * @returns {readonly { readonly code: string, readonly decl?: string, readonly text: string }[]}
 */
export function checkPackage(name, ...options) {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      C2TS,
      "check",
      "--config",
      `${folderOf(name)}/c2ts.config.json`,
      "-o",
      `${folderOf(name)}/index.ts`,
      "--no-stale",
      "--json",
      ...options,
    ],
    {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { ...process.env, C2TS_LIBRARY_PATH: [tensorflow.folder, dirname(tensorflowLite.library)].join(":") },
    },
  );
  if (stdout === "") throw new Error(`${name}: ${stderr}`);
  return JSON.parse(stdout).faults;
}

/** Names that the headers declare and the library lacks. @param {string} name */
export function missingSymbols(name) {
  const faults = checkPackage(name, "--no-layout", "--no-constants");
  const other = faults.find(({ code }) => code !== "missing-symbol");
  if (other !== undefined) throw new Error(`${name}: ${other.text}`);
  return faults.map(({ decl = "" }) => decl);
}
