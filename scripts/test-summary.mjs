// @ts-check
// node scripts/test-summary.mjs RESULTS.json: one line, `N passed, M failed`, from vitest's JSON reporter.
import { readFileSync } from "node:fs";

/**
 * @typedef {object} Results
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {boolean} success
 * @property {readonly { status: string, assertionResults: readonly { status: string }[] }[]} testResults
 */

/** @param {string} path @returns {Results | null} */
function load(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null; // vitest did not get as far as writing it
  }
}

const results = load(process.argv[2] ?? ".cache/vitest.json");
const passed = results?.numPassedTests ?? 0;
// a file that does not even load has no failed test in it; it still is a failure
const broken = (results?.testResults ?? []).filter(
  ({ status, assertionResults }) => status === "failed" && !assertionResults.some((one) => one.status === "failed"),
).length;
const failed = (results?.numFailedTests ?? 0) + broken;

if (results === null) console.log("no test results: the tests did not run to their end");
else if (!results.success && failed === 0) console.log("vitest reports an error outside of any test");
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = results?.success && failed === 0 && passed > 0 ? 0 : 1;
