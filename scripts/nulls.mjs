// @ts-check
// Which functions of a library end the process when they are given NULL: `npm run nulls -- openssl`, after build:packages. Writes
// packages/NAME/nonnull.json. Functions are called whatever they do, each with zeros besides, and only those with one pointer among
// their parameters: nothing else can be the reason then. What is in the file already stays.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { TypeTable } from "../dist/spec/abi/type-table.js";
import { ANNOTATION_KEYS } from "../dist/spec/annotations/annotation-keys.js";
import { parameterName } from "../dist/spec/annotations/plan-function.js";
import { folderOf, readSpec } from "./packages/read-package.mjs";

/** @typedef {{ name: string, parameter: string, args: readonly (0 | null)[] }} Call */

const { positionals } = parseArgs({ allowPositionals: true });
for (const name of positionals) {
  const calls = callsOf(name);
  const file = `${folderOf(name)}/nonnull.json`;
  const known = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const fatal = new Set(fatalOf(name, calls));
  const lines = calls
    .filter((call) => call.name in known || fatal.has(call))
    .map((call) => `  ${JSON.stringify(call.name)}: ${said(call.parameter)}`);
  writeFileSync(file, `{\n${lines.join(",\n")}\n}\n`);
  console.log(`${name}: of ${calls.length} functions with one pointer ${lines.length} do not survive NULL`);
}

/** A parameter that is called like a key of annotations is named apart. @param {string} parameter */
function said(parameter) {
  const one = `{ ${JSON.stringify(parameter)}: "nonnull" }`;
  return ANNOTATION_KEYS.some((key) => key === parameter) ? `{ "parameters": ${one} }` : one;
}

/** @param {string} name @returns {readonly Call[]} */
function callsOf(name) {
  const spec = readSpec(name);
  const types = new TypeTable(spec);
  return spec.declarations.flatMap((one) => {
    if (one.kind !== "function" || one.storage !== "extern" || one.type.variadic || one.noreturn) return [];
    const { parameters } = one.type;
    const kinds = parameters.map(({ type }) => types.resolve(type).kind);
    const isCallable = kinds.every((kind) => ["pointer", "int", "enum", "bool", "float"].includes(kind));
    const index = kinds.indexOf("pointer");
    if (!isCallable || index < 0 || index !== kinds.lastIndexOf("pointer") || parameters[index]?.nonnull) return [];
    const args = kinds.map((kind) => (kind === "pointer" ? null : /** @type {const} */ (0)));
    return [{ name: one.name, parameter: parameterName(one, index), args }];
  });
}

/** @param {string} name @param {readonly Call[]} calls */
function fatalOf(name, calls) {
  const child = fileURLToPath(new URL("nulls/child.mjs", import.meta.url));
  const module = `${folderOf(name)}/dist/index.js`;
  /** @type {Call[]} */
  const fatal = [];
  for (let from = 0; from < calls.length; ) {
    const { signal, output } = spawnSync(process.execPath, [child, module, String(from)], {
      stdio: ["pipe", "ignore", "ignore", "pipe"],
      input: JSON.stringify(calls),
      encoding: "utf8",
      timeout: 20_000,
    });
    const begun = Number(output[3]?.trim().split("\n").at(-1));
    const call = calls[begun];
    if (call === undefined) break;
    if (signal === "SIGSEGV" || signal === "SIGABRT" || signal === "SIGBUS") fatal.push(call);
    from = begun + 1;
  }
  return fatal;
}
