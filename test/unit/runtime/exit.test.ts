import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { nodeBinary } from "../../../scripts/setup/node-release.mjs";
import { compileC } from "./compile-c.ts";

const runtime = JSON.stringify(new URL("../../../src/runtime/dist/index.js", import.meta.url).href);
const path = compileC(
  `
  #include <pthread.h>
  #include <unistd.h>
  static int (*f)(int);
  static void *work(void *unused) { for (int i = 0;; i++) { f(i); usleep(100); } return unused; }
  void start(int (*g)(int), int threads) {
    f = g;
    while (threads--) { pthread_t t; pthread_create(&t, 0, work, 0); pthread_detach(t); }
  }`,
  "-pthread",
);

/** A program whose C threads call it all the time; `end` is how it ends, after some calls. */
const program = (end: string): string => `
  import { Callback, callScope, functionType, library } from ${runtime};
  import { setTimeout } from "node:timers/promises";
  let calls = 0;
  const called = new Callback(() => ++calls);
  process.on("exit", (code) => console.log("first", code));
  library(${JSON.stringify(path)}).func("start", "void", ["ptr", "i32"])(
    callScope().fn(functionType("i32", ["i32"]), called, "start", "g"), 3);
  process.once("exit", () => console.log("second", calls > 10));
  while (calls < 11) await setTimeout(1);
  ${end}`;

// Each of the first two died of SIGSEGV, nearly always.
test.each([
  ["by itself", "", 0, ""],
  ["by itself, with an exit code", "process.exitCode = 5;", 5, ""],
  ["by process.exit", "process.exit(6);", 6, ""],
  ["by an exception", "throw new Error('oops');", 1, "oops"],
  ["by a rejection", "await Promise.reject(new Error('oops'));", 1, "oops"],
  [
    "by itself after an exception",
    "process.once('uncaughtException', () => {}); queueMicrotask(() => { throw 1; }); await setTimeout(1);",
    0,
    "",
  ],
  ["after the Callback was disposed of", "process.on('uncaughtException', () => {}); called.dispose();", 0, ""],
] as const)("a program ends %s while threads of C call it", (_, end, code, said) => {
  for (const node of [process.execPath, nodeBinary(26)]) {
    for (let run = 0; run < 3; run++) {
      const child = spawnSync(node, ["--input-type=module", "--eval", program(end)], {
        encoding: "utf8",
        env: { ...process.env, NODE_OPTIONS: "" },
      });
      expect({ ...child, stderr: child.stderr.includes(said) }).toMatchObject({
        signal: null,
        status: code,
        stderr: true,
        stdout: `first ${code}\nsecond true\n`,
      });
    }
  }
});

// Node waits for its threads, which wait for C, which waits for JavaScript: each of these hung.
test.each([
  ["kept", "by an exception in a callback", "throw new Error('oops')", 1, "Error: oops"],
  ["kept", "by process.exit in a callback", "process.exit(3)", 3, ""],
  ["lent", "by process.exit in a callback", "process.exit(4)", 4, ""],
] as const)("with a %s function that C joins, a program ends %s", (how, _, end, status, said) => {
  const joining = compileC(
    `
    #include <pthread.h>
    #include <unistd.h>
    static int (*f)(int);
    static void *work(void *unused) { for (int i = 0;; i++) { f(i); usleep(100); } return unused; }
    void run(int (*g)(int)) { f = g; pthread_t t; pthread_create(&t, 0, work, 0); pthread_join(t, 0); }`,
    "-pthread",
  );
  const text = `
    import { Callback, callScope, cFunction, functionType, library } from ${runtime};
    const lib = library(${JSON.stringify(joining)});
    const type = functionType("i32", ["i32"]);
    const run = cFunction(function $run(g) {
      const call = run["~c"] ?? lib.bind(run, "run", "void", ["ptr"]);
      const scope = callScope();
      try { call(scope.fn(type, g, "run", "g")); } finally { scope.end(); }
    });
    process.on("exit", (code) => console.log("first", code));
    const f = (i) => { if (i < 5) return i; ${end}; };
    const given = ${how === "kept" ? "new Callback(f)" : "f"};
    process.once("exit", () => console.log("second"));
    await run.async(given);`;
  for (const node of [process.execPath, nodeBinary(26)]) {
    const child = spawnSync(node, ["--input-type=module", "--eval", text], {
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "" },
      timeout: 30_000,
    });
    expect({ ...child, stderr: child.stderr.includes(said) }).toMatchObject({
      signal: null,
      status,
      stderr: true,
      stdout: `first ${status}\nsecond\n`,
    });
  }
});

test.each([
  [
    "",
    "c2ts-runtime: a worker thread has ended before its Callbacks (start: g, and 1 more): if C calls one now, the process ends\n",
  ],
  ["for (const one of callbacks) one.dispose();", ""],
])("a worker that ends before its Callbacks says so (%j)", (end, said) => {
  const worker = `
    import { Callback, callScope, functionType } from ${runtime};
    const type = functionType("i32", ["i32"]);
    const callbacks = [new Callback(() => 0), new Callback(() => 0)];
    for (const one of callbacks) callScope().fn(type, one, "start", "g");
    ${end}`;
  const { stderr, status } = spawnSync(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      `import { Worker } from "node:worker_threads";
       new Worker(new URL("data:text/javascript," + encodeURIComponent(${JSON.stringify(worker)})));`,
    ],
    { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } },
  );
  expect({ stderr, status }).toEqual({ stderr: said, status: 0 });
});
