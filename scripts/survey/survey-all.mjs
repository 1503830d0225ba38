import { fork } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {import("./survey-header.mjs").Result} Result */

const WORKER = fileURLToPath(new URL("worker.mjs", import.meta.url));
/** Milliseconds for one header. */
const PATIENCE = 120_000;

/**
 * Surveys headers in processes of their own: one that takes its process down is a finding, and the others go on.
 *
 * @param {string} folder
 * @param {readonly string[]} headers
 * @param {number} jobs
 */
export async function surveyAll(folder, headers, jobs) {
  const modules = mkdtempSync(join(tmpdir(), "c2ts-survey-"));
  const waiting = [...headers];
  /** @type {Result[]} */
  const results = [];
  let done = 0;
  const show = process.stderr.isTTY;

  /** @returns {Promise<void>} */
  async function work() {
    let worker = start();
    for (let header = waiting.shift(); header !== undefined; header = waiting.shift()) {
      const result = await ask(worker, { folder, header, modules });
      results.push(result);
      if (result.crash !== null) {
        worker.kill("SIGKILL");
        worker = start();
      }
      done += 1;
      if (show) process.stderr.write(`\r${done} of ${headers.length} headers `);
    }
    worker.disconnect();
  }
  await Promise.all(Array.from({ length: jobs }, work));
  if (show) process.stderr.write("\n");
  return { results: results.sort((a, b) => (a.header < b.header ? -1 : 1)), modules };
}

function start() {
  return fork(WORKER, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
}

/**
 * @param {import("node:child_process").ChildProcess} worker
 * @param {{ folder: string, header: string, modules: string }} request
 * @returns {Promise<Result>}
 */
function ask(worker, request) {
  return new Promise((resolve) => {
    const empty = {
      header: request.header,
      compiles: true,
      refused: null,
      counts: null,
      wrong: [],
      missing: [],
      uncompared: [],
      facts: 0,
      module: null,
    };
    /** @param {string} crash */
    const crashed = (crash) => settle({ ...empty, crash });
    /** @param {Result} result */
    const settle = (result) => {
      clearTimeout(timer);
      worker.off("message", settle);
      worker.off("exit", exited);
      resolve(result);
    };
    /** @param {number | null} code @param {string | null} signal */
    const exited = (code, signal) => crashed(`the process ended with ${signal ?? code}`);
    const timer = setTimeout(() => crashed(`no answer after ${PATIENCE / 1000} s`), PATIENCE);
    worker.on("message", settle);
    worker.on("exit", exited);
    worker.send(request);
  });
}
