// @ts-check
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { findCompiler } from "../../dist/check/c-compiler.js";
import { checkWithCompiler } from "../../dist/check/check-with-compiler.js";
import { missingConstants } from "../../dist/check/missing-constants.js";
import { emitModule } from "../../dist/index.js";
import { clangArgumentsOf, readConfig, readSpec, specFileOf } from "../packages/read-package.mjs";
import { bindgen, isSameValue } from "./bindgen.mjs";

/** @typedef {import("../../dist/index.js").Spec} Spec */

/**
 * @typedef {object} Counts
 * @property {number} functions
 * @property {number} records
 * @property {number} enums
 * @property {number} constants   macros that are constants, and right
 * @property {number} wrong   macros with a value that C denies
 */

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {Counts & { leftOut: number }} c2ts
 * @property {Counts} bindgen
 * @property {number} trueConstants   macros that are constants to the C compiler
 * @property {string} digest   of the spec that was measured
 */

/** Of the checked-in spec: what changes with it has to be measured anew. @param {string} name */
export const digestOf = (name) =>
  createHash("sha256")
    .update(readFileSync(specFileOf(name)))
    .digest("hex")
    .slice(0, 12);

/**
 * What the module of a package has; needs nothing but the spec.
 *
 * @param {string} name
 */
export async function emitPackage(name) {
  const { library = null, annotations = {}, shim = false } = await readConfig(name);
  const wrappers = shim ? { path: "./shim.so", refused: new Map() } : null;
  const spec = readSpec(name);
  return { spec, module: emitModule(spec, { library, annotations, shim: wrappers }) };
}

/**
 * Compares a package with the C compiler and with bindgen, which read the installed headers.
 *
 * @param {string} name
 * @returns {Promise<{ row: Row, notes: readonly string[], inexact: number }>} `notes`: the names behind the numbers that are no good
 */
export async function measure(name) {
  const { spec, module } = await emitPackage(name);
  const { functions, records, enums, leftOut } = module.counts;
  const clangArguments = clangArgumentsOf(await readConfig(name));
  const includes = spec.headers.map((header) => `#include <${header}>\n`).join("");
  const { faults } = checkWithCompiler(spec, { includes, clangArguments, compiler: "gcc", checks: ["constants"] });
  const unchecked = faults.find(({ code }) => code === "not-checked");
  if (unchecked !== undefined) throw new Error(`${name}: ${JSON.stringify(unchecked)}`);
  const faulty = new Set(faults.flatMap((fault) => ("decl" in fault ? [fault.decl] : [])));
  const values = new Map(
    spec.declarations.flatMap((one) =>
      one.kind === "constant" && one.origin === "macro" ? [[one.name, one.value]] : [],
    ),
  );
  // `#define _PC_LINK_MAX _PC_LINK_MAX` beside an enumerator is one export
  const bound = new Set(
    module.emitted.flatMap((one) => {
      if (one.kind === "enum") return one.enumerators.map(({ name }) => name);
      return one.kind === "constant" ? [one.name] : [];
    }),
  );
  const found = [...values.keys()].filter((one) => bound.has(one) && !faulty.has(one));
  const lost = [...values.keys()].filter((one) => !bound.has(one));
  const missing = [
    ...lost,
    ...inexactConstants(spec),
    ...missingConstants(spec, includes, findCompiler("gcc", clangArguments)).map(({ name }) => name),
  ];
  const theirs = measureBindgen(spec, values, bindgen(includes, clangArguments));
  return {
    row: {
      name,
      c2ts: { functions, records, enums, constants: found.length, wrong: faulty.size, leftOut },
      bindgen: theirs.counts,
      trueConstants: new Set([...found, ...faulty, ...missing]).size,
      digest: digestOf(name),
    },
    inexact: inexactConstants(spec).length,
    notes: [
      ...[...faulty].map((one) => `${one}: c2ts has it wrong`),
      ...missing.map((one) => `${one}: c2ts has no value`),
      ...theirs.wrong.map((one) => `${one}: bindgen has it wrong`),
    ],
  };
}

/** Macros that are a `long double` which no number holds: the report says so. @param {Spec} spec */
export const inexactConstants = ({ declarations }) =>
  declarations.flatMap((one) => (one.kind === "macro" && one.meaning?.kind === "inexact" ? [one.name] : []));

/**
 * bindgen's part in what the spec declares: it also has what other headers declare that these include.
 *
 * @param {Spec} spec
 * @param {ReadonlyMap<string, import("../../dist/spec/declaration.js").ConstantDeclaration["value"]>} values
 * @param {import("./bindgen.mjs").RustModule} rust
 */
function measureBindgen({ declarations }, values, rust) {
  const names = (/** @type {string} */ kind) =>
    declarations.flatMap((one) => (one.kind === kind && "name" in one ? [one.name ?? ""] : []));
  const records = new Set([...names("record"), ...names("typedef")]);
  const enumerators = new Set(
    declarations.flatMap((one) => (one.kind === "enum" ? one.enumerators.map(({ name }) => name) : [])),
  );
  const valued = [...values].flatMap(([name, value]) => {
    const rusts = rust.constants.get(name);
    return rusts === undefined ? [] : [{ name, isRight: isSameValue(rusts, value) }];
  });
  const macros = new Set(
    declarations.flatMap((one) => (one.kind === "macro" && one.parameters === null ? [one.name] : [])),
  );
  const wrong = [
    ...valued.flatMap(({ name, isRight }) => (isRight ? [] : [name])),
    ...[...macros].filter((name) => rust.constants.has(name)),
  ];
  const counts = {
    functions: new Set(names("function").filter((name) => rust.functions.has(name) || rust.functions.has(`${name}_`)))
      .size,
    records: rust.records.filter((name) => records.has(name)).length,
    enums: rust.enums.filter((first) => enumerators.has(first)).length,
    constants: valued.filter(({ isRight }) => isRight).length,
    wrong: wrong.length,
  };
  return { counts, wrong: wrong.map((name) => `${name} (${rust.constants.get(name)})`) };
}
