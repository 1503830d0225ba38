// @ts-check
// One kind of work, and the memory before and after it:  node --expose-gc child.mjs <module> <kind> <iterations>
import { kinds } from "./kinds.mjs";

const [module = "", name = "", iterations = "0"] = process.argv.slice(2);
const n = Number(iterations);
const lib = await import(module);
const kind = kinds(lib).find((one) => one.name === name);
if (kind === undefined) throw new Error(`no kind '${name}'`);

// The first half makes what is made once (compiled code, pools, reserves of allocators); the second must add nothing.
await kind.run(n / 2);
const before = await measure();
const start = process.hrtime.bigint();
await kind.run(n / 2);
const time = Number(process.hrtime.bigint() - start) / (n / 2);
const after = await measure();
const things = Number(lib.things());
console.log(
  JSON.stringify({ name, iterations: n, time, heap: after.heap - before.heap, rss: after.rss - before.rss, things }),
);

/** Bytes, when everything that can be collected has been, and finalizers have run. */
async function measure() {
  for (let i = 0; i < 4; i++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, rss };
}
