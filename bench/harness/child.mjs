// @ts-check
import { pathToFileURL } from "node:url";
import koffi from "koffi";
import { compare } from "./rounds.mjs";

/**
 * What the cases of a group are made of: the module that c2ts made of bench.h, and the same library opened by hand.
 *
 * @typedef {object} Sides
 * @property {any} ours made when the benchmark runs: there are no types of it
 * @property {typeof import("c2ts-runtime")} runtime
 * @property {ReturnType<typeof koffi.load>} library
 * @property {typeof koffi} koffi
 */

const [group, module, path] = process.argv.slice(2);
if (group === undefined || module === undefined || path === undefined) {
  throw new Error("usage: child.mjs <group> <module> <library>");
}
/** @type {{ cases: (sides: Sides) => import("./rounds.mjs").Case[] }} */
const { cases } = await import(`../rows/${group}.mjs`);
const ours = await import(pathToFileURL(module).href);
const runtime = await import("c2ts-runtime");
const rows = cases({ ours, runtime, library: koffi.load(path), koffi }).map((one) => {
  const { name, against, target } = one;
  return { name, against, target, ...compare(one) };
});
process.stdout.write(JSON.stringify(rows));
