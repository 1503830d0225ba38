// @ts-check
// The same work on the same library through other ways of calling C, in one run:  node bench/compare/run.mjs [--json] [--write]
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { machine } from "../harness/machine.mjs";
import { writeSection } from "../harness/readme.mjs";
import { Workbench } from "../harness/workbench.mjs";

/** @typedef {Readonly<Record<string, number | null>>} Times nanoseconds by case */

const CASES = {
  add: "two ints",
  scale: "two doubles",
  length: "a string of 11 characters",
  first: "an array of ints, by pointer",
  vec2_dot: "two records { double x, y } by value",
  fold: "a callback (int, int), each time C calls it",
};
const ROUNDS = 3;

const { values } = parseArgs({ options: { json: { type: "boolean" }, write: { type: "boolean" } } });
const bench = new Workbench();
try {
  const { module, library } = bench.native();
  cpSync(fileURLToPath(new URL(".", import.meta.url)), bench.folder, { recursive: true });
  buildAddon(bench);
  const [node, newest] = [process.execPath, nodeBinary(26)];
  const program = (/** @type {string} */ name) => [bench.path(name), module, library];
  /** @type {readonly (readonly [name: string, command: string, args: readonly string[]])[]} */
  const sides = [
    ["c2ts, Node 20", node, program("c2ts.mjs")],
    ["koffi by hand, Node 20", node, program("koffi.mjs")],
    ["Node-API addon, Node 20", node, program("addon.mjs")],
    ["ffi-rs, Node 20", node, program("ffi-rs.mjs")],
    ["c2ts, Node 26", newest, program("c2ts.mjs")],
    ["node:ffi, Node 26", newest, ["--no-warnings", ...program("node-ffi.mjs")]],
    ["Python ctypes", "python3", program("ctypes_bench.py")],
    ["SBCL CFFI", "sbcl", ["--script", ...program("cffi.lisp")].filter((word) => word !== module)],
  ];
  const results = new Map(sides.map(([name]) => [name, /** @type {Times} */ ({})]));
  // In turns, so that a machine that gets busy is busy for all of them.
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, command, args] of sides) {
      const times = JSON.parse(execFileSync(command, args, { encoding: "utf8" }).trim().split("\n").at(-1) ?? "{}");
      results.set(name, best(results.get(name) ?? {}, times));
    }
  }
  const text = table(results);
  console.log(values.json ? JSON.stringify(Object.fromEntries(results)) : text);
  if (values.write) writeSection("compare", `${machine()}\n\n${text}`);
} finally {
  bench.dispose();
}

/** @param {Workbench} bench */
function buildAddon(bench) {
  const headers = join(
    fileURLToPath(new URL("../../", import.meta.url)),
    "node_modules/koffi/vendor/node-api-headers/include",
  );
  const files = [bench.path("addon.c"), bench.path("libbench.so")];
  const flags = ["-O2", "-shared", "-fPIC", `-I${headers}`, `-I${bench.folder}`, `-Wl,-rpath,${bench.folder}`];
  execFileSync("cc", [...flags, "-o", bench.path("addon.node"), ...files]);
}

/** @param {Times} one @param {Times} other @returns {Times} */
function best(one, other) {
  return Object.fromEntries(
    Object.entries(other).map(([name, time]) => [
      name,
      time === null ? null : Math.min(time, one[name] ?? Number.POSITIVE_INFINITY),
    ]),
  );
}

/** @param {ReadonlyMap<string, Times>} results */
function table(results) {
  const names = [...results.keys()];
  const shown = (/** @type {number | null | undefined} */ time) =>
    time === null || time === undefined
      ? "cannot"
      : time < 1000
        ? `${Math.round(time)} ns`
        : `${(time / 1000).toFixed(1)} us`;
  const rows = Object.entries(CASES).map(
    ([key, what]) => `| ${what} | ${names.map((name) => shown(results.get(name)?.[key])).join(" | ")} |`,
  );
  return [`| | ${names.join(" | ")} |`, `|---${"|--:".repeat(names.length)}|`, ...rows].join("\n");
}
