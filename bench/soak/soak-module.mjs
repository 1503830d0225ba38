// @ts-check
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The JavaScript of the module that c2ts makes of soak.h.
 *
 * @param {import("../harness/workbench.mjs").Workbench} bench
 */
export function soakModule(bench) {
  cpSync(fileURLToPath(new URL(".", import.meta.url)), bench.folder, { recursive: true });
  const library = bench.path("libsoak.so");
  execFileSync("cc", ["-std=c11", "-O2", "-g", "-shared", "-fPIC", "-o", library, bench.path("soak.c")]);
  return bench.toJavaScript(bench.generate("soak.h", library));
}
