// @ts-check
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** npm package that carries Bun's own binary for this machine; of x86-64's the one that every processor runs. */
const packageName = `@oven/bun-${process.platform === "win32" ? "windows" : process.platform}-${process.arch === "arm64" ? "aarch64" : "x64-baseline"}`;

/** Where Bun is kept for the tests that run modules in it. */
export const bunBinary = join(
  root,
  ".cache/bun/node_modules",
  packageName,
  "bin",
  process.platform === "win32" ? "bun.exe" : "bun",
);

/** Version of Bun, by running it; `null` if it is not there. */
export async function bunVersion() {
  if (!existsSync(bunBinary)) return null;
  const { code, stdout } = await run(bunBinary, ["--version"]);
  return code === 0 ? `v${stdout.trim()}` : null;
}

/** The npm command line that installs it, into a folder of its own. */
export const installBun = [
  "npm",
  "install",
  "--no-save",
  "--no-audit",
  "--no-fund",
  "--prefix",
  join(".cache", "bun"),
  `${packageName}@1`,
];
