// @ts-check
// Every kind of work, one after the other, for a memory checker to watch:  node all.mjs <module> <iterations> [<things to forget>]
import { kinds } from "./kinds.mjs";

const [module = "", iterations = "0", forgotten = "0"] = process.argv.slice(2);
const lib = await import(module);
for (const { run } of kinds(lib)) await run(Number(iterations));
if (Number(lib.things()) !== 0) throw new Error(`${lib.things()} things were not freed`);
// What a leak looks like.
for (let i = 0; i < Number(forgotten); i++) lib.thing_new(i);
// The runtime would end the process with V8's memory in place, since C might still call. Nobody does, and a checker counts what is left.
for (const listener of process.rawListeners("exit")) {
  if (listener.name === "leave") process.off("exit", /** @type {() => void} */ (listener));
}
