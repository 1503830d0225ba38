import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findCompiler } from "../../dist/check/c-compiler.js";
import { checkWithCompiler } from "../../dist/check/check-with-compiler.js";
import { faultText } from "../../dist/check/fault.js";
import { missingConstants } from "../../dist/check/missing-constants.js";
import { dump, emitModule, problemText } from "../../dist/index.js";

/**
 * @typedef {object} Result
 * @property {string} header
 * @property {boolean} compiles whether gcc takes it alone
 * @property {string | null} refused what clang says of it, where gcc takes it
 * @property {string | null} crash
 * @property {Record<string, number> | null} counts what the module has; `unreported` is left out without a reason
 * @property {string[]} wrong where the compiler says otherwise
 * @property {string[]} missing constants that are not in the module
 * @property {string[]} uncompared what the compiler does not take
 * @property {number} facts compared
 * @property {string | null} module file of the module
 */

/**
 * @param {string} folder
 * @param {string} header
 * @param {string} modules folder to write the module to
 * @returns {Result}
 */
export function surveyHeader(folder, header, modules) {
  const path = join(folder, header);
  const result = {
    header,
    compiles: false,
    refused: null,
    crash: null,
    counts: null,
    wrong: [],
    missing: [],
    uncompared: [],
    facts: 0,
    module: null,
  };
  const { status } = spawnSync("gcc", ["-fsyntax-only", "-w", "-x", "c", path]);
  if (status !== 0) return result;
  try {
    return { ...result, compiles: true, ...compare(path, header, modules) };
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const isClangs = error instanceof Error && error.name === "ParseError";
    return { ...result, compiles: true, ...(isClangs ? { refused: text } : { crash: text }) };
  }
}

/**
 * @param {string} path
 * @param {string} header
 * @param {string} modules
 */
function compare(path, header, modules) {
  const includes = `#include "${path}"\n`;
  const { spec } = dump([path]);
  const emitted = emitModule(spec, { library: null });
  const module = join(modules, `${header.replaceAll(/[^\w]/g, "_")}.mts`);
  writeFileSync(module, emitted.code);
  const { faults, checked } = checkWithCompiler(spec, {
    includes,
    clangArguments: [],
    compiler: "gcc",
    checks: ["layout", "constants"],
  });
  const differing = faults.filter(({ code }) => code === "wrong-layout" || code === "wrong-constant");
  const wrong = differing.length === 0 ? [] : withoutGccs(differing, spec, includes);
  const uncompared = faults.filter((fault) => !wrong.includes(fault));
  const missing = missingConstants(spec, includes, findCompiler("gcc", []));
  const inexact = emitted.problems.filter(({ problem }) => problem.code === "inexact-constant");
  return {
    counts: { ...emitted.counts },
    wrong: wrong.map(faultText),
    missing: [...missing.map(({ name }) => name), ...inexact.map(({ problem }) => problemText(problem))],
    uncompared: uncompared.map(faultText),
    facts: (checked.layout ?? 0) + (checked.constants ?? 0),
    module,
  };
}

/**
 * What clang's own compiler denies too. `__GNUC__` and what is made of it has another value in each compiler, and c2ts
 * reads headers as clang does.
 *
 * @param {readonly import("../../dist/index.js").Fault[]} differing
 * @param {import("../../dist/index.js").Spec} spec
 * @param {string} includes
 */
function withoutGccs(differing, spec, includes) {
  const clang = {
    includes,
    clangArguments: [],
    compiler: "clang-14",
    checks: /** @type {const} */ (["layout", "constants"]),
  };
  const denied = new Set(
    checkWithCompiler(spec, clang).faults.map((fault) => JSON.stringify([fault.code, declOf(fault)])),
  );
  return differing.filter((fault) => denied.has(JSON.stringify([fault.code, declOf(fault)])));
}

/** @param {import("../../dist/index.js").Fault} fault */
function declOf(fault) {
  return "decl" in fault ? fault.decl : "";
}
