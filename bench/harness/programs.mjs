// @ts-check
import { spawnSync } from "node:child_process";

/**
 * A program to be run again and again.
 *
 * @typedef {object} Program
 * @property {string} file
 * @property {readonly string[]} args
 * @property {NodeJS.ProcessEnv} [env] besides the environment
 * @property {boolean} [tells] it prints its own time in milliseconds, instead of being timed from outside
 */

/**
 * Best time of each program in nanoseconds, or why there is none. Each round runs every program once, so that all meet the
 * same machine; what else runs on it can only add time, hence the best and not the mean.
 *
 * @param {readonly Program[]} programs
 * @param {{ rounds: number, before?: () => void }} options `before` is called before each run
 * @returns {(number | string)[]}
 */
export function bestTimes(programs, { rounds, before = () => {} }) {
  /** @type {(number | string)[]} */
  const best = programs.map(() => Number.POSITIVE_INFINITY);
  // Round 0 warms up the disk cache and Node's compile cache, and finds what does not work.
  for (let round = 0; round <= rounds; round++) {
    for (const [i, program] of programs.entries()) {
      const earlier = best[i];
      if (typeof earlier !== "number") continue;
      before();
      const time = run(program);
      if (typeof time === "string") best[i] = time;
      else if (round > 0) best[i] = Math.min(earlier, time);
    }
  }
  return best;
}

/**
 * @param {Program} program
 * @returns {number | string} nanoseconds, or why it failed
 */
function run({ file, args, env = {}, tells = false }) {
  const environment = { ...process.env, ...env };
  // Node 20 reads the certificates that it names before it runs anything, which may take longer than a program here.
  delete environment["NODE_EXTRA_CA_CERTS"];
  const start = performance.now();
  const { error, status, signal, stdout, stderr } = spawnSync(file, args, { env: environment, encoding: "utf8" });
  const elapsed = performance.now() - start;
  if (error !== undefined) return `${file} does not start: ${error.message}`;
  if (status !== 0) return `${file} ended with ${status ?? signal}: ${stderr.trim()}`;
  return (tells ? Number(stdout) : elapsed) * 1e6;
}
