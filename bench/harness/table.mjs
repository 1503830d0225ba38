// @ts-check
/**
 * @typedef {object} Measured
 * @property {string} name
 * @property {string} against
 * @property {number} ours nanoseconds
 * @property {number} theirs nanoseconds
 * @property {number} ratio ours divided by theirs
 * @property {number | null} target the greatest ratio that is good enough; `null`: there to compare only
 *
 * @typedef {{ name: string, against: string, missing: string }} Missing a row that could not be measured, and why
 * @typedef {Measured | Missing} Row
 */

/** @param {Row} row */
export function isMet(row) {
  return "missing" in row || row.target === null ? null : row.ratio <= row.target;
}

const HEAD = ["what", "c2ts", "against", "", "ratio", "target", "met"];

/**
 * The rows as a Markdown table that is also readable as text.
 *
 * @param {readonly Row[]} rows
 */
export function table(rows) {
  return [layOut(rows.map(cellsOf)), ...rows.flatMap((row) => ("missing" in row ? [reasonOf(row)] : []))].join("\n");
}

/**
 * A table of rows that are text already.
 *
 * @param {readonly (readonly string[])[]} rows
 */
export function layOut(rows) {
  const cells = [HEAD, ...rows];
  const widths = HEAD.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const right = (/** @type {number} */ i) => i === 1 || i === 3 || i === 4 || i === 5;
  const lines = cells.map((row) => {
    const padded = row.map((cell, i) => (right(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)));
    return `| ${padded.join(" | ")} |`;
  });
  const rule = `|${widths.map((width, i) => (right(i) ? `${"-".repeat(width + 1)}:` : "-".repeat(width + 2))).join("|")}|`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

/**
 * The rows of a table that {@link layOut} made.
 *
 * @param {string} text
 */
export function cellsIn(text) {
  const lines = text.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) => {
    const [first = "", ...others] = line.slice(1, -1).split("|");
    return [first.slice(1).trimEnd(), ...others.map((cell) => cell.trim())];
  });
}

/**
 * @param {Row} row
 * @returns {string[]}
 */
export function cellsOf(row) {
  if ("missing" in row) return [row.name, "", row.against, "not measured", "", "", ""];
  const { name, against, ours, theirs, ratio, target } = row;
  const met = isMet(row);
  return [
    name,
    duration(ours),
    against,
    duration(theirs),
    times(ratio),
    target === null ? "" : `<= ${times(target)}`,
    met === null ? "" : met ? "yes" : "NO",
  ];
}

/** @param {Missing} row */
function reasonOf({ name, against, missing }) {
  const [first = "", ...more] = missing.trim().split("\n");
  return `\nNot measured: ${name}${against && ` against ${against}`}: ${[first, ...more.slice(0, 3)].join(" ")}`;
}

/** @param {number} ratio */
function times(ratio) {
  return ratio >= 0.1 ? ratio.toFixed(2) : `1/${(1 / ratio).toFixed(0)}`;
}

/** @param {number} ns */
function duration(ns) {
  if (ns < 1e3) return `${ns.toFixed(ns < 20 ? 1 : 0)} ns`;
  return ns < 1e6 ? `${(ns / 1e3).toFixed(ns < 2e4 ? 1 : 0)} us` : `${(ns / 1e6).toFixed(ns < 2e7 ? 1 : 0)} ms`;
}
