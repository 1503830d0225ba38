// @ts-check
import { rmSync, writeFileSync } from "node:fs";
import { bestTimes } from "../harness/programs.mjs";

const ROUNDS = 7;

const SNIPPETS = new URL("../../dist/snippets/c.js", import.meta.url).href;
const FIB = "int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }";
const SNIPPET = `import { c } from "${SNIPPETS}";\nconst { fib } = c\`${FIB}\`;\n`;
const FUNCTION = "const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));\n";
const TIMED = `
for (let i = 0; i < 5; i++) fib(25);
const start = performance.now();
fib(30);
console.log(performance.now() - start);
`;

/**
 * @param {import("../harness/workbench.mjs").Workbench} workbench
 * @returns {import("../harness/table.mjs").Row[]}
 */
export function rows(workbench) {
  const cache = workbench.path("cache");
  const env = { C2TS_CACHE: cache };
  /** @param {string} name @param {string} text */
  const program = (name, text) => {
    const file = workbench.path(name);
    writeFileSync(file, text);
    return { file: process.execPath, args: [file], env };
  };
  const use = program("use.mjs", `${SNIPPET}fib(1);\n`);
  const runtime = program("runtime.mjs", 'import "c2ts-runtime";\n');
  const source = workbench.path("fib.c");
  writeFileSync(source, FIB);
  const compile = { file: "cc", args: ["-O2", "-fPIC", "-shared", source, "-o", workbench.path("fib.so")] };
  const forget = () => rmSync(cache, { recursive: true, force: true });
  const first = bestTimes([use, compile], { rounds: ROUNDS, before: forget });
  const again = bestTimes([use, runtime], { rounds: ROUNDS });
  const calls = bestTimes(
    [
      { ...program("c.mjs", SNIPPET + TIMED), tells: true },
      { ...program("ts.mjs", FUNCTION + TIMED), tells: true },
    ],
    { rounds: ROUNDS },
  );
  return [
    row("a program with a new C snippet", "cc -O2 of the same", first, null),
    row("a program with a C snippet, again", "a program that imports c2ts-runtime", again, 1.5),
    row("fib(30), in C in a snippet", "in JavaScript", calls, 1),
  ];
}

/**
 * @param {string} name
 * @param {string} against
 * @param {readonly (number | string)[]} times
 * @param {number | null} target
 * @returns {import("../harness/table.mjs").Row}
 */
function row(name, against, [ours, theirs], target) {
  if (typeof ours !== "number") return { name, against, missing: String(ours) };
  if (typeof theirs !== "number") return { name, against, missing: String(theirs) };
  return { name, against, ours, theirs, ratio: ours / theirs, target };
}
