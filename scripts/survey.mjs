// Reads every header of the system that compiles alone in C, and compares what c2ts says of it with the C compiler:
// layouts, values, types and signs of constants, and constants that c2ts did not find. The modules are type-checked.
//
//   node scripts/survey.mjs --write                  all of /usr/include, and the table in docs/headers.md
//   node scripts/survey.mjs --only '^linux/'         those whose name under /usr/include matches
//   node scripts/survey.mjs --every 20               one in twenty
import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { checkModules } from "./survey/check-modules.mjs";
import { listHeaders } from "./survey/list-headers.mjs";
import { surveyAll } from "./survey/survey-all.mjs";
import { printFindings, writeTable } from "./survey/table.mjs";

/** @param {string} text */
function positive(text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("a number from 1 up is needed");
  return number;
}

/** @type {{ only?: string, every: number, jobs: number, folder: string, json: boolean, write: boolean }} */
const options = new Command("survey")
  .option("--only <regex>", "headers whose name under the folder matches")
  .option("--every <n>", "one header in n", positive, 1)
  .option("--jobs <n>", "processes", positive, availableParallelism())
  .option("--folder <path>", "where the headers are", "/usr/include")
  .option("--json", "print the results as JSON", false)
  .option("--write", "write the table to docs/headers.md", false)
  .parse()
  .opts();

const headers = listHeaders(options.folder, new RegExp(options.only ?? ""), options.every);
const { results, modules } = await surveyAll(options.folder, headers, options.jobs);
const types = checkModules(modules, results);
if (options.json) process.stdout.write(`${JSON.stringify({ results, types })}\n`);
else printFindings(results, types);
if (options.write) writeTable(results, types);
const isClean = results.every(({ wrong, missing, crash }) => wrong.length + missing.length === 0 && crash === null);
process.exitCode = isClean && types.length === 0 ? 0 : 1;
