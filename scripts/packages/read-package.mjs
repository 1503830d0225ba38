import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadConfig, loadSpec, pkgConfig } from "../../dist/index.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const target = "x86_64-linux-gnu";

/** Names of the folders of packages/. */
export const packageNames = () =>
  readdirSync(`${root}packages`).filter((name) => existsSync(`${root}packages/${name}/c2ts.config.json`));

/** @param {string} name */
export const folderOf = (name) => (name === "libclang" ? `${root}src/parser/clang` : `${root}packages/${name}`);

/** @param {string} name */
export const specFileOf = (name) => `${root}spec-json/${name}/${target}.json`;

/**
 * What `c2ts.config.json` of a package says.
 *
 * @param {string} name
 */
export async function readConfig(name) {
  const loaded = await loadConfig(`${folderOf(name)}/c2ts.config.json`);
  const [only] = loaded?.libraries ?? [];
  if (only === undefined) throw new Error(`${name} has no config`);
  return only;
}

/** What the compiler has to be told for a package's headers. @param {Awaited<ReturnType<typeof readConfig>>} config */
export function clangArgumentsOf({ pkg, headers = [], clangArgs = [] }) {
  return [...(pkg === undefined ? [] : pkgConfig(pkg, headers).clangArguments), ...clangArgs];
}

/** @param {string} name */
export const readSpec = (name) => loadSpec(readFileSync(specFileOf(name), "utf8"), specFileOf(name));
