import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { compileC } from "./compile-c.ts";

const library = compileC(`
typedef int listener(int);
static listener *kept;
void keep(listener *f) { kept = f; }
int fire(int x) { return kept ? kept(x) : -1; }
`);
const runtime = JSON.stringify(new URL("../../../src/runtime/dist/index.js", import.meta.url).href);
const bound = `
  import { Callback, callScope, functionType, library } from ${runtime};
  const type = functionType("i32", ["i32"]);
  const lib = library("test", [${JSON.stringify(library)}]);
  const keep = lib.bind({}, "keep", "void", ["ptr"]), fire = lib.bind({}, "fire", "i32", ["i32"]);`;

test("a worker that takes back what C keeps, before it ends, leaves nothing behind", () => {
  const inWorker = `${bound}
    const callback = new Callback((x) => 2 * x);
    keep(callScope().fn(type, callback, "keep", "f"));
    console.log("worker", fire(4));
    keep(null);
    callback.dispose();`;
  const program = `${bound}
    import { Worker } from "node:worker_threads";
    const worker = new Worker(new URL("data:text/javascript," + encodeURIComponent(${JSON.stringify(inWorker)})));
    worker.on("exit", () => console.log("main", fire(4)));`;
  const { stdout, stderr, signal } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  expect({ stdout, stderr, signal }).toEqual({ stdout: "worker 8\nmain -1\n", stderr: "", signal: null });
});
