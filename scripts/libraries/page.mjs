// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** @typedef {import("./measure.mjs").Row} Row */

const PAGE = fileURLToPath(new URL("../../docs/libraries.md", import.meta.url));
const START = "<!-- table -->\n";
const END = "<!-- end -->";
const SYMBOLS = { start: "<!-- symbols -->\n", end: "<!-- end of symbols -->" };
const HEAD = [
  ["library", "---"],
  ["functions", "---:"],
  ["records", "---:"],
  ["enums", "---:"],
  ["left out", "---:"],
  ["constants in C", "---:"],
  ["found", "---:"],
  ["wrong", "---:"],
  ["bindgen: functions", "---:"],
  ["records", "---:"],
  ["enums", "---:"],
  ["constants found", "---:"],
  ["wrong", "---:"],
];

/** @param {Row} row the digest of the measured spec is in a comment, which the page does not show */
export function formatRow({ name, c2ts, bindgen, trueConstants, digest }) {
  const ours = [c2ts.functions, c2ts.records, c2ts.enums, c2ts.leftOut, trueConstants, c2ts.constants, c2ts.wrong];
  const theirs = [bindgen.functions, bindgen.records, bindgen.enums, bindgen.constants, bindgen.wrong];
  return `| ${name} | ${[...ours, ...theirs].join(" | ")} | <!-- ${digest} -->`;
}

/** @param {string} line @returns {Row | null} */
export function parseRow(line) {
  const match = /^\| ([\w.+-]+) \| ([\d |]+) \| <!-- (\w+) -->$/.exec(line);
  if (match === null) return null;
  const [, name = "", cells = "", digest = ""] = match;
  const [functions = 0, records = 0, enums = 0, leftOut = 0, trueConstants = 0, constants = 0, wrong = 0, ...theirs] =
    cells.split(" | ").map(Number);
  const [functions2 = 0, records2 = 0, enums2 = 0, constants2 = 0, wrong2 = 0] = theirs;
  return {
    name,
    c2ts: { functions, records, enums, leftOut, constants, wrong },
    bindgen: { functions: functions2, records: records2, enums: enums2, constants: constants2, wrong: wrong2 },
    trueConstants,
    digest,
  };
}

/** The rows of docs/libraries.md. */
export function readRows() {
  const page = readFileSync(PAGE, "utf8");
  const table = page.slice(page.indexOf(START), page.indexOf(END));
  return table.split("\n").flatMap((line) => parseRow(line) ?? []);
}

/**
 * Writes rows in place of those of the same names.
 *
 * @param {readonly Row[]} measured
 * @param {readonly string[]} names   of all packages: rows of others go
 */
export function writeRows(measured, names) {
  const rows = new Map([...readRows(), ...measured].map((row) => [row.name, row]));
  const kept = [...rows.values()].filter(({ name }) => names.includes(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const line = (/** @type {readonly (string | undefined)[]} */ cells) => `| ${cells.join(" | ")} |`;
  const head = [line(HEAD.map(([title]) => title)), line(HEAD.map(([, rule]) => rule))];
  const page = readFileSync(PAGE, "utf8");
  const [before = ""] = page.split(START);
  const table = [...head, ...kept.map(formatRow)].join("\n");
  writeFileSync(PAGE, `${before}${START}\n${table}\n\n${page.slice(page.indexOf(END))}`);
}

/**
 * Of each package the names that its library lacks, as docs/libraries.md lists them.
 *
 * @returns {ReadonlyMap<string, readonly string[]>}
 */
export function readMissing() {
  const page = readFileSync(PAGE, "utf8");
  const list = page.slice(page.indexOf(SYMBOLS.start), page.indexOf(SYMBOLS.end));
  const lines = [...list.matchAll(/^- ([\w.+-]+), \d+: (.+)$/gm)];
  return new Map(
    lines.map(([, name = "", names = ""]) => [name, [...names.matchAll(/`([^`]+)`/g)].map(([, one = ""]) => one)]),
  );
}

/**
 * @param {ReadonlyMap<string, readonly string[]>} measured
 * @param {readonly string[]} names   of all packages
 */
export function writeMissing(measured, names) {
  const all = [...new Map([...readMissing(), ...measured])].filter(([name]) => names.includes(name));
  const used = all.filter(([, missing]) => missing.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = used.map(
    ([name, missing]) => `- ${name}, ${missing.length}: ${missing.map((one) => `\`${one}\``).join(", ")}`,
  );
  const page = readFileSync(PAGE, "utf8");
  const [before = ""] = page.split(SYMBOLS.start);
  writeFileSync(PAGE, `${before}${SYMBOLS.start}\n${lines.join("\n")}\n\n${page.slice(page.indexOf(SYMBOLS.end))}`);
}
