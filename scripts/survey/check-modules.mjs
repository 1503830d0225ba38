import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Modules that one run of the compiler takes: all at once would need more memory than machines have. */
const BATCH = 250;

/**
 * Type-checks modules as strictly as TypeScript can.
 *
 * @param {string} folder
 * @param {readonly import("./survey-header.mjs").Result[]} results
 * @returns {string[]} errors
 */
export function checkModules(folder, results) {
  const files = results.flatMap(({ module }) => (module === null ? [] : [module]));
  const errors = [];
  for (let at = 0; at < files.length; at += BATCH) {
    const config = join(folder, "tsconfig.json");
    const compilerOptions = {
      noEmit: true,
      skipLibCheck: true,
      types: [],
      paths: { "c2ts-runtime": [`${ROOT}src/runtime/dist/index.d.ts`] },
    };
    writeFileSync(
      config,
      JSON.stringify({ extends: `${ROOT}tsconfig.base.json`, compilerOptions, files: files.slice(at, at + BATCH) }),
    );
    const { stdout } = spawnSync(
      process.execPath,
      [`${ROOT}node_modules/typescript/bin/tsc`, "-p", config, "--pretty", "false"],
      {
        encoding: "utf8",
        maxBuffer: 1 << 28,
      },
    );
    errors.push(...stdout.split("\n").filter((line) => line.includes("error TS")));
  }
  return errors;
}
