import type { Case, FunctionModel, GivenParameter } from "../model/case.ts";
import { leavesOf } from "../model/leaves.ts";
import { resolve, type Type } from "../model/type.ts";
import { declare, parameterList } from "./declare.ts";
import { prototype } from "./header.ts";
import { log, textKind } from "./leaf-code.ts";
import { fill, globalSeeds, type Helpers, helpersOf, helperText, type Seeds, seedsOf, show } from "./shared.ts";

/** C that implements the functions of a case: each logs all that it gets, then makes up what it gives. */
export function libraryText(one: Case): string {
  const helpers = helpersOf(one);
  const functions = one.functions.map((fn, i) => implementation(fn, seedsOf(one, i), helpers));
  const globals = one.globals.map(({ name, type, see }, i) => {
    const seed = `${globalSeeds(one, i).filled}u`;
    return `${declare(type, name)};
void ${see}(void) { ${show(name, name, type, helpers)} ${fill(name, type, seed, helpers)} }
`;
  });
  return [helperText(one), ...functions, ...globals].join("");
}

function implementation(fn: FunctionModel, seeds: Seeds, helpers: Helpers): string {
  const seen = fn.parameters.map((parameter) => seeParameter(parameter, helpers));
  const done = fn.parameters.map((parameter, i) => useParameter(parameter, i, seeds, helpers));
  const lines = [...seen, ...variadic(fn), ...done, giveResult(fn.result, seeds.result, helpers)];
  const body = `{\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
  if (fn.through === null) return `${prototype(fn)} ${body}`;
  const inner = declare(fn.result, `fz_${fn.through}(${parameterList(fn.parameters)})`);
  return `static ${inner} ${body}${prototype(fn)} { return fz_${fn.through}; }\n`;
}

function seeParameter({ name, type, role }: GivenParameter, helpers: Helpers): string {
  switch (role.kind) {
    case "value":
      return show(name, name, type, helpers);
    case "record":
      return `${helpers.log(role.record)}(${JSON.stringify(name)}, (void *)${name});`;
    case "scalar":
      return show(name, `(*${name})`, role.scalar, helpers);
    case "array":
      return show(name, name, arrayOf(role), helpers);
    case "string":
      return `fz_log_text(${JSON.stringify(name)}, ${name});`;
    case "callback":
      return "";
  }
}

function useParameter({ name, role }: GivenParameter, index: number, seeds: Seeds, helpers: Helpers): string {
  switch (role.kind) {
    case "value":
    case "string":
      return "";
    case "record":
      return role.isConst ? "" : `${helpers.fill(role.record)}((void *)${name}, ${seeds.written(index)}u);`;
    case "scalar":
      return fill(`(*${name})`, role.scalar, `${seeds.written(index)}u`, helpers);
    case "array":
      return fill(name, arrayOf(role), `${seeds.written(index)}u`, helpers);
    case "callback": {
      const locals = role.parameters.map(({ type }, i) =>
        variable(`fz_a${i}`, type, `${seeds.callbackArgument(index, i)}u`, helpers),
      );
      const call = `${name}(${role.parameters.map((_, i) => `fz_a${i}`).join(", ")})`;
      if (resolve(role.result).kind === "void") return `{ ${locals.join(" ")} ${call}; }`;
      return `{ ${locals.join(" ")} ${declare(plain(role.result), "fz_r")} = ${call}; ${show(`${name}()`, "fz_r", role.result, helpers)} }`;
    }
  }
}

/** A local variable of a type with the values of a seed. Without qualifiers, so that it can be filled. */
export function variable(name: string, type: Type, seed: string, helpers: Helpers): string {
  const local = plain(type);
  return `${declare(local, name)}; memset((void *)&${name}, 0, sizeof ${name}); ${fill(name, local, seed, helpers)}`;
}

export function plain(type: Type): Type {
  const resolved = resolve(type);
  return resolved.kind === "pointer" ? { ...resolved, qualifiers: "" } : resolved;
}

/** The elements that a pointer points to. */
export function arrayOf({ scalar, length }: Extract<GivenParameter["role"], { kind: "array" }>): Type {
  return { kind: "array", of: scalar, length };
}

/** Reads what follows the parameters, as the default argument promotions made it (C17 6.5.2.2p6). */
function variadic({ parameters, variadic: rest }: FunctionModel): readonly string[] {
  if (rest === null) return [];
  const last = parameters.at(-1)?.name ?? "";
  const reads = rest.flatMap((scalar, i) => {
    const [leaf] = leavesOf(scalar);
    if (leaf === undefined) return [];
    const isPromoted = scalar.kind === "bool" || (scalar.kind === "int" && scalar.bits < 32);
    const promoted = isPromoted ? "int" : scalar.kind === "float" ? "double" : scalar.spelling;
    return [`{ ${scalar.spelling} fz_v = va_arg(fz_rest, ${promoted}); ${log(`rest${i}`, "fz_v", leaf)} }`];
  });
  return [`va_list fz_rest; va_start(fz_rest, ${last});`, ...reads, "va_end(fz_rest);"];
}

function giveResult(type: Type, seed: number, helpers: Helpers): string {
  if (resolve(type).kind === "void") return "";
  const text = textKind(type);
  if (text !== null) return `return (void *)fz_${text}(${seed}u);`;
  return `${variable("fz_r", type, `${seed}u`, helpers)} return fz_r;`;
}
