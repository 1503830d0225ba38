// @ts-check
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** npm package that carries Node's own binary for this machine. */
const packageName = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;

/**
 * Where a newer Node for the tests is kept; the tests that run a `.ts` file under Node's type stripping use it.
 * @param {number} major
 */
export function nodeBinary(major) {
  const binary = process.platform === "win32" ? "node.exe" : "node";
  return join(root, ".cache", `node${major}`, "node_modules", packageName, "bin", binary);
}

/**
 * Version of that Node, by running it; `null` if it is not there or not that release.
 * @param {number} major
 */
export async function nodeVersion(major) {
  const binary = nodeBinary(major);
  if (!existsSync(binary)) return null;
  const { code, stdout } = await run(binary, ["--version"]);
  return code === 0 && stdout.startsWith(`v${major}.`) ? stdout.trim() : null;
}

/**
 * The npm command line that installs it, into a folder of its own: the project's own node_modules stays as it is.
 * @param {number} major
 */
export function installNode(major) {
  const prefix = join(".cache", `node${major}`);
  return ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", prefix, `${packageName}@${major}`];
}
