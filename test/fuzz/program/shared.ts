import type { Case } from "../model/case.ts";
import { leavesOf } from "../model/leaves.ts";
import type { RecordModel, Type } from "../model/type.ts";
import { resolve } from "../model/type.ts";
import { recordName } from "./declare.ts";
import { assign, log } from "./leaf-code.ts";

/** Seeds of one function: odd ones for what TypeScript gives to C, even ones for what C gives to TypeScript. */
export interface Seeds {
  argument(index: number): number;
  /** Of a record by address that C leaves as it is: TypeScript reads it again. */
  kept(index: number): number;
  result: number;
  /** What C gives to a callback. */
  callbackArgument(parameter: number, index: number): number;
  /** What a callback answers. */
  callbackResult(parameter: number): number;
  /** What C writes through a pointer. */
  written(index: number): number;
  variadic(index: number): number;
}

export function seedsOf({ seed }: Case, fn: number, round = 0): Seeds {
  const base = seed + 0x10000000 + fn * 0x10000 + round * ROUND;
  return {
    argument: (index) => base + 2 * index + 1,
    kept: (index) => base + 2 * index,
    result: base + 0x1000,
    callbackArgument: (parameter, index) => base + 0x2000 + 64 * parameter + 2 * index,
    callbackResult: (parameter) => base + 0x3001 + 2 * parameter,
    written: (index) => base + 0x4000 + 2 * index,
    variadic: (index) => base + 0x5001 + 2 * index,
  };
}

/** Calls are made twice, with other values from TypeScript; its seeds are this far apart. */
export const ROUNDS: readonly number[] = [0, 1];
export const ROUND = 0x100000;

/** C statements that fill a variable of any type that can be passed. */
export function fill(lvalue: string, type: Type, seed: string, helpers: Helpers): string {
  const resolved = resolve(type);
  if (resolved.kind === "record") return `${helpers.fill(resolved.record)}((void *)&${lvalue}, ${seed});`;
  return leavesOf(type)
    .map((leaf, n) => assign(lvalue, leaf, n, seed))
    .join(" ");
}

/** C statements that log such a variable. */
export function show(name: string, rvalue: string, type: Type, helpers: Helpers): string {
  const resolved = resolve(type);
  if (resolved.kind === "record")
    return `${helpers.log(resolved.record)}(${JSON.stringify(name)}, (void *)&${rvalue});`;
  return leavesOf(type)
    .map((leaf) => log(name, rvalue, leaf))
    .join(" ");
}

/** What a variable is filled with, by TypeScript or C's program in its place, and by C after that. */
export function globalSeeds({ seed }: Case, i: number): { readonly set: number; readonly filled: number } {
  return { set: seed + 0x30000001 + 4 * i, filled: seed + 0x30000002 + 4 * i };
}

/** Names of the C functions that fill and log the records of a case. */
export interface Helpers {
  fill(record: RecordModel): string;
  log(record: RecordModel): string;
}

export function helpersOf({ index, types }: Case): Helpers {
  const name = (record: RecordModel, what: string): string => `fz_c${index}_${types.indexOf(record)}_${what}`;
  return { fill: (record) => name(record, "fill"), log: (record) => name(record, "log") };
}

/** Their definitions, for the library and for the program. */
export function helperText(one: Case): string {
  const helpers = helpersOf(one);
  return one.types
    .flatMap((type) => (type.declares === "record" ? [type] : []))
    .map((record) => {
      const leaves = leavesOf({ kind: "record", record });
      const name = recordName(record);
      return `static void ${helpers.fill(record)}(void *at, unsigned seed) {
  ${name} *r = at; (void)r;
${leaves.map((leaf, n) => `  ${assign("(*r)", leaf, n, "seed")}\n`).join("")}}
static void ${helpers.log(record)}(const char *name, void *at) {
  ${name} *r = at; (void)r;
${leaves.map((leaf) => `  ${named(log("", "(*r)", leaf))}\n`).join("")}}
`;
    })
    .join("");
}

/** The logging call with the function's own parameter `name`. */
function named(call: string): string {
  return call.replace('""', "name");
}
