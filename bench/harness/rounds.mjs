// @ts-check
/**
 * Two ways of doing one thing, in one process. Each does it `n` times and returns a number that depends on all of them.
 *
 * @typedef {object} Case
 * @property {string} name what is measured
 * @property {string} against what it is measured against
 * @property {number | null} target the greatest ratio that is good enough
 * @property {(n: number) => number} ours
 * @property {(n: number) => number} theirs
 * @typedef {{ ours: number, theirs: number, ratio: number }} Times nanoseconds for one, and ours divided by theirs
 */

const WARM_UP_MS = 120;
const SLICE_MS = 4;
const ROUNDS = 61;

/**
 * Times both sides in turns, in many slices shorter than what the scheduler gives to another program. The lower quartile counts:
 * the slices above it are those that were interrupted, while the very best would be without any garbage collection.
 *
 * @param {Case} one
 * @returns {Times}
 */
export function compare({ name, ours, theirs }) {
  const [mine, other] = [ours(10), theirs(10)];
  if (mine !== other) throw new Error(`${name}: the two sides differ: ${mine} and ${other}`);
  const n = warmUp(ours);
  const m = warmUp(theirs);
  /** @type {number[]} */
  const mineTimes = [];
  /** @type {number[]} */
  const otherTimes = [];
  for (let round = 0; round < ROUNDS; round++) {
    if (round % 2 === 0) mineTimes.push(time(ours, n));
    otherTimes.push(time(theirs, m));
    if (round % 2 === 1) mineTimes.push(time(ours, n));
  }
  const [a, b] = [lowerQuartile(mineTimes), lowerQuartile(otherTimes)];
  return { ours: a, theirs: b, ratio: a / b };
}

/** @param {readonly number[]} values */
function lowerQuartile(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 2] ?? Number.NaN;
}

/**
 * Runs until it is compiled; returns how many times fill a slice.
 *
 * @param {(n: number) => number} run
 */
function warmUp(run) {
  const end = performance.now() + WARM_UP_MS;
  let n = 16;
  let each = time(run, n);
  while (performance.now() < end) {
    n = Math.max(16, Math.min(n * 4, Math.ceil((SLICE_MS * 1e6) / each)));
    each = time(run, n);
  }
  return Math.max(1, Math.ceil((SLICE_MS * 1e6) / each));
}

/**
 * @param {(n: number) => number} run
 * @param {number} n
 * @returns {number} nanoseconds for one
 */
function time(run, n) {
  const start = performance.now();
  run(n);
  return ((performance.now() - start) * 1e6) / n;
}
