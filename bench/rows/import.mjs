// @ts-check
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { bestTimes } from "../harness/programs.mjs";

const FUNCTIONS = 5000;
const ROUNDS = 9;
/** Under three times the plain file. */
const TARGET = 3;
/** The Node whose type stripping runs the .ts files; `npm run setup` installs it. */
const STRIPPING = 26;
const importer = fileURLToPath(new URL("../harness/import-once.mjs", import.meta.url));

/**
 * @param {import("../harness/workbench.mjs").Workbench} workbench
 * @returns {import("../harness/table.mjs").Row[]}
 */
export function rows(workbench) {
  writeFileSync(workbench.path("many.h"), header());
  writeFileSync(workbench.path("plain.ts"), plainFunctions());
  writeFileSync(workbench.path("runtime.js"), 'import "c2ts-runtime";\n');
  const generated = workbench.generate("many.h", "none");
  const js = { ours: workbench.toJavaScript(generated), plain: workbench.toJavaScript(workbench.path("plain.ts")) };
  const ts = { ours: generated, plain: workbench.path("plain.ts") };
  const runtime = workbench.path("runtime.js");
  const newer = nodeBinary(STRIPPING);
  const strips = existsSync(newer);
  const missing = `no Node ${STRIPPING} in .cache/ (npm run setup)`;
  return [
    ...pair(process.execPath, js, runtime, `.js, Node ${process.versions.node.split(".")[0]}`),
    ...(strips ? pair(newer, js, runtime, `.js, Node ${STRIPPING}`) : []),
    ...(strips
      ? pair(newer, ts, runtime, `.ts, Node ${STRIPPING}`)
      : [{ name: `import: ${FUNCTIONS} functions (.ts)`, against: `${FUNCTIONS} plain functions`, missing }]),
  ];
}

/**
 * @param {string} node
 * @param {{ ours: string, plain: string }} files
 * @param {string} runtime
 * @param {string} label
 * @returns {import("../harness/table.mjs").Row[]}
 */
function pair(node, files, runtime, label) {
  const timed = (/** @type {string[]} */ ...args) => ({ file: node, args: [importer, ...args], tells: true });
  const [alone, cold, plain] = bestTimes([timed(files.ours, runtime), timed(files.ours), timed(files.plain)], {
    rounds: ROUNDS,
  });
  const against = `${FUNCTIONS} plain functions`;
  const row = (
    /** @type {string} */ name,
    /** @type {number | string | undefined} */ ours,
    /** @type {number | null} */ target,
  ) =>
    typeof ours === "number" && typeof plain === "number"
      ? { name, against, ours, theirs: plain, ratio: ours / plain, target }
      : { name, against, missing: String(typeof ours === "number" ? plain : ours) };
  return [
    row(`import: ${FUNCTIONS} functions, ${label}`, alone, TARGET),
    row("  the same, with the first import of runtime and koffi", cold, TARGET),
  ];
}

/** Signatures as headers have them: each kind of argument check occurs. */
const SHAPES = [
  "int %(int a, int b)",
  "double %(double x, unsigned int n)",
  "const char *%(const char *text, size_t length)",
  "struct thing *%(struct thing *t, long n)",
  "void %(struct thing *t, const int *values, size_t count)",
];

function header() {
  const functions = numbered((name, i) => `${(SHAPES[i % SHAPES.length] ?? "").replace("%", name)};`);
  return `#include <stddef.h>\nstruct thing;\n${functions}`;
}

function plainFunctions() {
  return numbered((name) => `export function ${name}(a: number, b: number): number {\n  return a + b;\n}\n`);
}

/** @param {(name: string, i: number) => string} line */
function numbered(line) {
  return Array.from({ length: FUNCTIONS }, (_, i) => line(`fn_${String(i).padStart(4, "0")}`, i)).join("\n");
}
