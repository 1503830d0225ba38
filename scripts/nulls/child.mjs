// @ts-check
// Makes calls of a module, from the given one on, and says of each on file 3 that it begins; at the end, how many there are.
import { readFileSync, writeSync } from "node:fs";

const [, , module = "", from = "0"] = process.argv;
const calls = /** @type {readonly import("../nulls.mjs").Call[]} */ (JSON.parse(readFileSync(0, "utf8")));
const library = await import(module);
for (let i = Number(from); i < calls.length; i++) {
  const { name = "", args = [] } = calls[i] ?? {};
  writeSync(3, `${i}\n`);
  try {
    library[name](...args);
  } catch {
    // refused, or the library lacks it
  }
}
writeSync(3, `${calls.length}\n`);
process.kill(process.pid, "SIGKILL"); // no cleanup after what was called
