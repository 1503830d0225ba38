// @ts-check
// Prints the milliseconds that the import of a file takes; files named after it are imported before.
import { pathToFileURL } from "node:url";

const [file, ...before] = process.argv.slice(2);
if (file === undefined) throw new Error("usage: import-once.mjs <file> [<file to import before>...]");
for (const name of before) await import(pathToFileURL(name).href);
const start = performance.now();
await import(pathToFileURL(file).href);
process.stdout.write(String(performance.now() - start));
