// @ts-check
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** How V8 compiles a loop differs from process to process: the one with the median ratio counts. */
const PROCESSES = 3;
const child = fileURLToPath(new URL("child.mjs", import.meta.url));

/**
 * The rows of a group of cases, each measured in several processes that run no other group.
 *
 * @param {string} group file in bench/rows that exports `cases`
 * @param {import("./workbench.mjs").Workbench} workbench
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function inProcess(group, workbench) {
  const native = workbench.native();
  /** @type {import("./table.mjs").Measured[][]} */
  const runs = [];
  for (let i = 0; i < PROCESSES; i++) {
    const { stdout } = await promisify(execFile)(process.execPath, [child, group, native.module, native.library]);
    runs.push(JSON.parse(stdout));
  }
  const [first = []] = runs;
  return first.map((row, i) => {
    const same = runs.flatMap((run) => run[i] ?? []).sort((a, b) => a.ratio - b.ratio);
    return same[same.length >> 1] ?? row;
  });
}
