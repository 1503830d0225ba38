// @ts-check
/**
 * Nanoseconds of one turn: the best of eleven rounds of some five milliseconds.
 *
 * @param {(n: number) => unknown} work does it n times
 */
export function time(work) {
  let n = 64;
  while (once(work, n) < 5e6 && n < 2 ** 26) n *= 2;
  return Math.min(...Array.from({ length: 11 }, () => once(work, n))) / n;
}

/** @param {(n: number) => unknown} work @param {number} n */
function once(work, n) {
  const start = process.hrtime.bigint();
  work(n);
  return Number(process.hrtime.bigint() - start);
}

/**
 * Prints what was measured, as run.mjs reads it.
 *
 * @param {Readonly<Record<string, ((n: number) => unknown) | null>>} works by case; `null` where it cannot be done
 */
export function report(works) {
  const entries = Object.entries(works).map(([name, work]) => [name, work === null ? null : time(work)]);
  console.log(JSON.stringify(Object.fromEntries(entries)));
}
