// @ts-check
import { parseArgs } from "node:util";
import { inProcess } from "./harness/in-process.mjs";
import { machine } from "./harness/machine.mjs";
import { rewriteRows, writeReadme } from "./harness/readme.mjs";
import { isMet, table } from "./harness/table.mjs";
import { Workbench } from "./harness/workbench.mjs";

const GROUPS = [
  "calls",
  "fields",
  "callbacks",
  "by-value",
  "libclang",
  "import",
  "gen",
  "cache",
  "snippets",
  "libraries",
];
const HELP = `usage: npm run bench -- [--only <group>]... [--json] [--write]

  --only <group>  measure this group only (repeatable): ${GROUPS.join(", ")}
  --json          print the rows as JSON; times are nanoseconds
  --write         also put the table into bench/README.md; with --only, these rows of it`;

process.exitCode = await main();

async function main() {
  const options = read();
  if (options === null) return 2;
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const groups = options.only ?? GROUPS;
  const rows = await measure(groups);
  const text = table(rows);
  const verdicts = rows.map((row) => ({ ...row, met: isMet(row) }));
  console.log(options.json ? JSON.stringify(verdicts, null, 2) : text);
  if (options.write) {
    if (options.only === undefined) writeReadme(text, machine());
    else rewriteRows(rows, options.only, machine());
  }
  return 0;
}

/** The command line, or `null` after saying what is wrong with it. */
function read() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: "string", multiple: true },
        json: { type: "boolean" },
        write: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
    const unknown = values.only?.find((name) => !GROUPS.includes(name));
    if (unknown !== undefined) throw new Error(`no group '${unknown}'`);
    return values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${HELP}`);
    return null;
  }
}

/**
 * @param {readonly string[]} groups
 * @returns {Promise<import("./harness/table.mjs").Row[]>}
 */
async function measure(groups) {
  const workbench = new Workbench();
  const all = [];
  try {
    for (const group of groups) {
      process.stderr.write(`${group} ...\n`);
      all.push(...(await rowsOf(group, workbench)));
    }
  } finally {
    workbench.dispose();
  }
  return all;
}

/**
 * A group either lists cases, or measures by itself. One that fails gives a row that says why.
 *
 * @param {string} group
 * @param {Workbench} workbench
 * @returns {Promise<import("./harness/table.mjs").Row[]>}
 */
async function rowsOf(group, workbench) {
  try {
    const module = await import(`./rows/${group}.mjs`);
    return "cases" in module ? await inProcess(group, workbench) : module.rows(workbench);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${reason}\n`);
    return [{ name: group, against: "", missing: reason }];
  }
}
