import type { ApiFunction } from "../../spec/annotations/api-function.ts";
import { parameterName } from "../../spec/annotations/plan-function.ts";
import { printPrototype } from "../../spec/c-printer.ts";
import { isOpen } from "../../spec/is-open.ts";
import { placeholder } from "../callable.ts";
import type { Context } from "../context.ts";
import { emitComment } from "../emit-comment.ts";
import type { Exports } from "../exports.ts";
import type { ModuleWriter } from "../module-writer.ts";
import { nonnullResult, returnsNonnull } from "../nonnull.ts";
import { parameterNames, referredNames } from "../parameter-names.ts";
import { isIdentifier } from "../restricted-names.ts";
import { resultOf } from "../result.ts";
import { writeHead } from "../write-head.ts";
import { givenElements } from "./api-elements.ts";
import { failureLines } from "./api-failure.ts";
import { type ApiArgument, type ApiScope, apiArgument, RETURNED } from "./api-parameter.ts";
import { type GivenValue, givenValue } from "./api-value.ts";
import type { Converters } from "./converters.ts";

/** The annotated forms of functions, as one object: `api.sqlite3_open(":memory:")`. */
export function emitApi(
  planned: readonly ApiFunction[],
  exports: Exports,
  converters: Converters,
  writer: ModuleWriter,
  cx: Context,
): void {
  if (planned.length === 0) return;
  const api = cx.names.claim("api", "_");
  if (api !== "api")
    cx.report({ code: "renamed", decl: "api", to: api, reason: "C has a declaration of this name" }, null);
  writer.blankLineIfLastNot();
  writer.writeLine("/** Functions in the forms that annotations give them. */");
  writer.writeLine(`export const ${api} = {`);
  writer.setIndentationLevel(1);
  for (const one of planned) {
    // What the module has no function for has been reported.
    if (exports.function(one.declaration.name) === null) continue;
    const { local, exported } = cx.names.ordinary(one.declaration.name);
    // Under the names of macros that stand for it, too: C programs may know no other.
    const aliases = exports.aliasesOf(local).filter((name) => name !== one.declaration.name);
    for (const name of [exported, ...aliases]) {
      emitApiFunction({ ...one, declaration: cx.names.asWritten(one.declaration) }, name, converters, writer, cx);
    }
  }
  writer.setIndentationLevel(0);
  writer.writeLine("};");
}

function emitApiFunction(
  one: ApiFunction,
  name: string,
  converters: Converters,
  writer: ModuleWriter,
  cx: Context,
): void {
  const { declaration } = one;
  const names = declaration.type.parameters.map((_, i) => parameterName(declaration, i));
  const scope: ApiScope = { function: one, names, ...localNames(names, cx), converters };
  const parts = names.map((_, i) => apiArgument(i, scope, cx));
  // A type without a binding would have kept the plain function out of the module.
  const found = parts.filter((part) => part !== null);
  const { lines, type } = bodyOf(one, found, scope, cx);
  const code = lines.join("\n").replaceAll(/\ue000\d+\ue001/g, "");
  const referred = referredNames(code.replaceAll(/(?<=[{,] )[\w$]+(?=: )/g, "")); // keys are no references
  const open = isOpen(declaration.type);
  const parameters = parameterNames([...names, ...(open ? ["args"] : [])], referred);
  const fill = (text: string): string =>
    text.replaceAll(/\ue000(\d+)\ue001/g, (_, i: string) => parameters[Number(i)] ?? "");
  const typed = found.flatMap(({ type }, i) => (type === null ? [] : [`${parameters[i] ?? ""}: ${type}`]));
  if (open) typed.push(`...${parameters.at(-1) ?? "args"}: ${cx.imports.type("VarArg")}[]`);
  if (one.async) typed.push(`${scope.own("options")}?: ${cx.imports.type("AsyncOptions")}`);
  const key = isIdentifier(name) ? name : JSON.stringify(name);
  const result = one.async ? `Promise<${type}>` : type;
  const shown = new Map(names.map((name, i) => [name, parameters[i] ?? name]));
  emitComment({ ...declaration, prototype: `${printPrototype(declaration)};`, renamed: shown }, writer);
  writeHead(`${one.async ? "async " : ""}${key}`, typed, result, writer);
  for (const line of lines) writer.writeLine(`  ${fill(line)}`);
  writer.writeLine("},");
}

/** Local variables: one for each parameter, and those of the function's own, which no parameter's is called like. */
function localNames(names: readonly string[], cx: Context): Pick<ApiScope, "local" | "own"> {
  // What the runtime exports under a name that C has too is imported as `$name`.
  const local = (name: string): string => cx.names.free(cx.names.isTaken(name) ? `$${name}_` : `$${name}`);
  const taken = new Set(names.map(local));
  const own = (name: string): string => {
    let free = local(name);
    while (taken.has(free)) free += "_";
    return free;
  };
  return { local, own };
}

function bodyOf(
  one: ApiFunction,
  parts: readonly ApiArgument[],
  scope: ApiScope,
  cx: Context,
): { readonly lines: readonly string[]; readonly type: string } {
  const { declaration, failure } = one;
  const { local } = cx.names.ordinary(declaration.name);
  const rest = isOpen(declaration.type) ? [`...${placeholder(parts.length)}`] : [];
  const passed = [...parts.map((part) => part.passed), ...rest];
  const call = one.async
    ? `await ${local}.async(${[...passed, scope.own("options")].join(", ")})`
    : `${local}(${passed.join(", ")})`;
  const given = resultsOf(one, parts, scope, cx);
  const before = parts.flatMap((part) => part.before);
  const freed = parts.flatMap((part) => (part.freed === null ? [] : [part.freed]));
  const failed = failure === null ? [] : failureLines(failure, freed, scope, cx);
  // Read before anything else is called: a function that frees text may set it.
  const errno = one.errno ? [`const ${scope.own("errno")} = ${cx.imports.value("errno")}();`] : [];
  const code = keptAlive(resultCode(given), one, scope, cx);
  const after = [...errno, ...failed, ...(code === "" ? [] : [`return ${code};`])];
  const type = resultType(given);
  const uses = after.join("").split(RETURNED).length - 1;
  if (uses === 0) return { lines: [...before, `${call};`, ...after], type };
  if (uses === 1 && after.length === 1 && given.length === 1) {
    return { lines: [...before, ...after.map((line) => line.replace(RETURNED, () => call))], type };
  }
  const result = scope.own("result");
  const lines = [...before, `const ${result} = ${call};`, ...after];
  return { lines: lines.map((line) => line.replaceAll(RETURNED, result)), type };
}

interface Named {
  readonly name: string;
  readonly value: GivenValue;
}

function resultsOf(one: ApiFunction, parts: readonly ApiArgument[], scope: ApiScope, cx: Context): readonly Named[] {
  const { declaration } = one;
  const results: Named[] = [];
  if (one.result !== null) {
    const plain = resultOf(declaration.type.result, cx, cx.textInPlace.has(declaration.name));
    if (plain !== null) {
      const typed = returnsNonnull(declaration, cx) ? nonnullResult(plain, declaration.name, cx) : plain;
      // Where NULL has been thrown for, TypeScript knows it.
      const type =
        one.failure?.when === "null" && one.failure.code === null ? typed.type.replace(/ \| null$/, "") : typed.type;
      const value =
        one.result.role === "elements"
          ? givenElements(one.result, type.endsWith(" | null"), scope, cx)
          : givenValue(one.result, type, RETURNED, declaration.name, scope.converters, cx);
      if (value !== null) results.push({ name: ownKey("result", scope), value: withKept(value, one, scope, cx) });
    }
  }
  parts.forEach((part, i) => {
    const isWords = one.failure?.text != null && "parameter" in one.failure.text && one.failure.text.parameter === i;
    if (part.given !== null && !isWords) results.push({ name: scope.names[i] ?? "", value: part.given });
  });
  if (one.errno) {
    results.push({ name: ownKey("errno", scope), value: { type: "number", code: scope.own("errno") } });
  }
  return results;
}

/** The functions that a result keeps end with it. */
function withKept(value: GivenValue, one: ApiFunction, scope: ApiScope, cx: Context): GivenValue {
  const kept = one.parameters.flatMap((part, i) =>
    part.role === "kept" && part.by === "result" ? [scope.local(scope.names[i] ?? "")] : [],
  );
  if (kept.length === 0) return value;
  const parts = [value.code, JSON.stringify(one.declaration.name), ...kept].join(", ");
  return { ...value, code: `${cx.imports.value("keeping")}(${parts})` };
}

/** What is no parameter's stands under a name that no parameter has. */
function ownKey(name: string, scope: ApiScope): string {
  return scope.names.includes(name) ? ownKey(`${name}_`, scope) : name;
}

/** Text that C found in an array of ours is read before that array may be collected. */
function keptAlive(code: string, one: ApiFunction, scope: ApiScope, cx: Context): string {
  const reads = one.parameters.some((part) => part.role === "cell" && part.value?.string && part.value.free === null);
  const arrays = one.parameters.flatMap((part, i) =>
    part.role === "array" ? [scope.local(scope.names[i] ?? "")] : [],
  );
  return code !== "" && reads && arrays.length > 0
    ? `${cx.imports.value("alive")}(${[code, ...arrays].join(", ")})`
    : code;
}

function resultCode(given: readonly Named[]): string {
  const [only] = given;
  if (given.length <= 1) return only?.value.code ?? "";
  return `{ ${given.map(({ name, value }) => `${name}: ${value.code}`).join(", ")} }`;
}

function resultType(given: readonly Named[]): string {
  const [only] = given;
  if (given.length <= 1) return only?.value.type ?? "void";
  return `{ ${given.map(({ name, value }) => `${name}: ${value.type}`).join("; ")} }`;
}
