import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** @typedef {import("./survey-header.mjs").Result} Result */

const PAGE = fileURLToPath(new URL("../../docs/headers.md", import.meta.url));
const START = "<!-- table -->\n";
const END = "<!-- end -->";

/**
 * What was found, for people: every fault, then the sums.
 *
 * @param {readonly Result[]} results
 * @param {readonly string[]} types errors of the type check
 */
export function printFindings(results, types) {
  for (const { header, crash, refused, wrong, missing, uncompared } of results) {
    for (const fault of wrong) console.log(`${header}: WRONG ${fault}`);
    for (const name of missing) console.log(`${header}: MISSING ${name}`);
    for (const fault of uncompared) console.log(`${header}: not compared: ${fault}`);
    if (crash !== null) console.log(`${header}: CRASH ${crash}`);
    if (refused !== null) console.log(`${header}: clang refuses it: ${refused}`);
  }
  for (const error of types) console.log(error);
  console.log(`\n${table(results)}`);
  console.log(`${types.length} type errors`);
}

/**
 * @param {readonly Result[]} results
 * @param {readonly string[]} types
 */
export function writeTable(results, types) {
  const page = readFileSync(PAGE, "utf8");
  const [before = ""] = page.split(START);
  const after = page.slice(page.indexOf(END));
  writeFileSync(
    PAGE,
    `${before}${START}\n${table(results)}\n${types.length} errors of the TypeScript compiler in all modules.\n\n${after}`,
  );
}

const COLUMNS = [
  "headers",
  "compile alone",
  "read",
  "functions",
  "records",
  "enums",
  "constants",
  "left out",
  "facts compared",
  "wrong",
  "missing",
];

/** @param {readonly Result[]} results */
function table(results) {
  /** @type {Map<string, number[]>} */
  const rows = new Map();
  for (const result of results) {
    const slash = result.header.indexOf("/");
    const name = slash < 0 ? "*.h" : `${result.header.slice(0, slash)}/`;
    const numbers = numbersOf(result);
    rows.set(
      name,
      (rows.get(name) ?? numbers.map(() => 0)).map((sum, i) => sum + (numbers[i] ?? 0)),
    );
  }
  const used = [...rows].filter(([, [, compile = 0]]) => compile > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const total = [...rows.values()].reduce(
    (sum, row) => sum.map((one, i) => one + (row[i] ?? 0)),
    COLUMNS.map(() => 0),
  );
  const line = (/** @type {string} */ name, /** @type {readonly (number | string)[]} */ cells) =>
    `| ${[name, ...cells].join(" | ")} |\n`;
  return [
    line("folder", COLUMNS),
    line(
      "---",
      COLUMNS.map(() => "---:"),
    ),
    ...used.map(([name, row]) => line(`\`${name}\``, row)),
    line("all", total),
  ].join("");
}

/** @param {Result} result */
function numbersOf({ compiles, counts, facts, wrong, missing }) {
  const { functions = 0, records = 0, enums = 0, constants = 0, leftOut = 0 } = counts ?? {};
  const read = counts === null ? 0 : 1;
  return [
    1,
    compiles ? 1 : 0,
    read,
    functions,
    records,
    enums,
    constants,
    leftOut,
    facts,
    wrong.length,
    missing.length,
  ];
}
