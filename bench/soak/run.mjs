// @ts-check
// Does each kind of work a million times, in a process of its own, and says how much memory is left behind.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { machine } from "../harness/machine.mjs";
import { writeSection } from "../harness/readme.mjs";
import { Workbench } from "../harness/workbench.mjs";
import { kinds } from "./kinds.mjs";
import { soakModule } from "./soak-module.mjs";

const { values } = parseArgs({
  options: {
    iterations: { type: "string", default: "1000000" },
    only: { type: "string" },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

/** @typedef {{ name: string, iterations: number, time: number, heap: number, rss: number, things: number }} Result */

/** @type {Result[]} */
const results = [];
const bench = new Workbench();
try {
  const module = soakModule(bench);
  const names = kinds(await import(module)).map(({ name }) => name);
  for (const name of names.filter((name) => name.includes(values.only ?? ""))) {
    const child = fileURLToPath(new URL("child.mjs", import.meta.url));
    const args = ["--expose-gc", child, module, name, values.iterations];
    results.push(JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })));
    if (!values.json) process.stderr.write(`${name}\n`);
  }
} finally {
  bench.dispose();
}
const text = table(results);
console.log(values.json ? JSON.stringify(results) : text);
if (values.write) writeSection("soak", `${machine()}\n\n${text}`);

/** @param {readonly Result[]} rows */
function table(rows) {
  const kb = (/** @type {number} */ bytes) => `${Math.round(bytes / 1024)} KB`;
  const lines = rows.map(
    ({ name, iterations, time, heap, rss }) =>
      `| ${name} | ${iterations.toLocaleString("en")} | ${Math.round(time)} ns | ${kb(heap)} | ${kb(rss)} |`,
  );
  const head = ["| what | times | each | JavaScript's memory | the process's memory |", "|---|--:|--:|--:|--:|"];
  return [...head, ...lines].join("\n");
}
