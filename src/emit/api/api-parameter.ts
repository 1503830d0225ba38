import type { ApiFunction, ApiParameter, Count } from "../../spec/annotations/api-function.ts";
import { assertNever } from "../../spec/assert-never.ts";
import { argumentOf, isText } from "../argument.ts";
import { placeholder } from "../callable.ts";
import type { Context } from "../context.ts";
import { descriptor } from "../descriptor.ts";
import { nonnullArgument, takesNonnull } from "../nonnull.ts";
import { brand, valueType } from "../ts-type.ts";
import { converted, destructor, eachConverted, type GivenValue, givenValue } from "./api-value.ts";
import type { Converters } from "./converters.ts";

/** How one parameter of C appears in the annotated form. */
export interface ApiArgument {
  /** Its type, where who calls it gives it. */
  readonly type: string | null;
  /** Lines before the call. */
  readonly before: readonly string[];
  /** What the plain function is given. */
  readonly passed: string;
  /** What the annotated function gives for it, once C has returned. */
  readonly given: GivenValue | null;
  /** What has been written to, to be freed if the call failed. */
  readonly freed: string | null;
}

/** Stands in code for what C returned, until it is known whether that has a variable or is used where it comes from. */
export const RETURNED = "\ue020";

/** What the pieces of one annotated function know of each other. */
export interface ApiScope {
  readonly function: ApiFunction;
  readonly names: readonly string[];
  /** The local variable that is about a parameter. */
  readonly local: (name: string) => string;
  /** A local variable that is about no parameter. */
  readonly own: (name: string) => string;
  readonly converters: Converters;
}

/** `null` where a type has no binding. */
export function apiArgument(index: number, scope: ApiScope, cx: Context): ApiArgument | null {
  const parameter = scope.function.parameters[index];
  const declared = scope.function.declaration.type.parameters[index];
  if (parameter === undefined || declared === undefined) return null;
  const given = placeholder(index);
  const name = scope.names[index] ?? "";
  const where = `${JSON.stringify(scope.function.declaration.name)}, ${JSON.stringify(name)}`;
  const nothing = { before: [], given: null, freed: null };
  switch (parameter.role) {
    case "plain":
      return plainArgument(parameter, index, scope, cx);
    case "length": {
      const lengths = parameter.arrays.map((i) => `${scope.local(scope.names[i] ?? "")}.length`);
      const [first = ""] = lengths;
      const passed =
        lengths.length === 1 ? first : `${cx.imports.value("sameLength")}(${where}, ${lengths.join(", ")})`;
      return { ...nothing, type: null, passed };
    }
    case "array":
      return arrayArgument(parameter, name, given, where, scope, cx);
    case "buffer": {
      const made = descriptor(parameter.of, cx);
      if (made === null) return null;
      const local = scope.local(name);
      const room = `${cx.imports.value("room")}(${made}, ${countCode(parameter.capacity, scope, false)}, ${where})`;
      const used =
        parameter.used === null
          ? local
          : `${cx.imports.value("filled")}(${local}, ${countCode(parameter.used, scope, true)})`;
      const element = brand(parameter.of, cx);
      if (element === null) return null;
      const value = filledValue(parameter, element, used, scope, cx);
      return { type: null, before: [`const ${local} = ${room};`], passed: local, given: value, freed: null };
    }
    case "cell":
      return cellArgument(parameter, name, given, scope, cx);
    case "kept":
      return keptArgument(parameter, index, where, scope, cx);
    default:
      return assertNever(parameter);
  }
}

/** What C has written to a buffer: text, its elements, or what a converter makes of either. */
function filledValue(
  { string, used, converter }: Extract<ApiParameter, { role: "buffer" }>,
  element: string,
  code: string,
  { converters }: ApiScope,
  cx: Context,
): GivenValue {
  if (string) return converted({ type: "string", code: `${cx.imports.value("text")}(${code})` }, converter, converters);
  if (converter !== null) return eachConverted(code, converter, converters, cx);
  const view = `${cx.imports.type("ArrayView")}<${element}>`;
  return { type: used === null ? view : `${cx.imports.type("Filled")}<${view}>`, code };
}

function plainArgument(
  { nullable, string, converter }: Extract<ApiParameter, { role: "plain" }>,
  index: number,
  { function: { declaration, parameters }, names, converters, local }: ApiScope,
  cx: Context,
): ApiArgument | null {
  const declared = declaration.type.parameters[index];
  if (declared === undefined) return null;
  const nothing = { before: [], given: null, freed: null };
  const given = placeholder(index);
  if (converter !== null) {
    const local = converters.local(converter);
    return { ...nothing, type: `Parameters<typeof ${local}.toC>[0]`, passed: `${local}.toC(${given})` };
  }
  const place = { owner: declaration.name, name: names[index] ?? "" };
  const argument = argumentOf(declared.type, place, cx);
  if (argument === null) return null;
  const isRefused = nullable === false || takesNonnull(declared, cx);
  const keeps = parameters.some((one) => one.role === "kept" && one.by === index);
  if (keeps) {
    const pointee = /^\w+<(.*)>$/s.exec(argument.type)?.[1] ?? "unknown";
    return { ...nothing, type: `${cx.imports.type("Owned")}<${pointee}>`, passed: given };
  }
  const resolved = cx.types.resolve(declared.type);
  const where = `${JSON.stringify(place.owner)}, ${JSON.stringify(place.name)}`;
  if (string && resolved.kind === "pointer" && !isText(resolved, cx)) {
    const made = local(place.name);
    const code = `${isRefused ? "" : `${given} === null ? null : `}${cx.imports.value("zeroTerminated")}(${given}, ${where})`;
    return {
      ...nothing,
      type: isRefused ? "string" : "string | null",
      before: [`const ${made} = ${code};`],
      passed: made,
    };
  }
  const { type } = isRefused ? nonnullArgument(argument, place, cx) : argument;
  return { ...nothing, type, passed: given };
}

/** A plain function, which becomes a `Callback` that ends with its owner. */
function keptArgument(
  { by }: Extract<ApiParameter, { role: "kept" }>,
  index: number,
  where: string,
  { function: { declaration }, names, local }: ApiScope,
  cx: Context,
): ApiArgument | null {
  const declared = declaration.type.parameters[index];
  const name = names[index] ?? "";
  const argument = declared === undefined ? null : argumentOf(declared.type, { owner: declaration.name, name }, cx);
  const type = argument === null ? null : (/^\w+<(.*)>$/s.exec(argument.type)?.[1] ?? null);
  if (type === null) return null;
  const made = local(name);
  const given = placeholder(index);
  const isArrow = type.includes("=>");
  const done = { type: `${isArrow ? `(${type})` : type} | null`, passed: made, given: null };
  if (by !== "result") {
    const owner = JSON.stringify(names[by] ?? "");
    const places = [JSON.stringify(declaration.name), owner, JSON.stringify(name)].join(", ");
    const code = `${cx.imports.value("keptFor")}(${placeholder(by)}, ${given}, ${places})`;
    return { ...done, before: [`const ${made} = ${code};`], freed: null };
  }
  const code = `${cx.imports.value("kept")}(${given}, ${where})`;
  return { ...done, before: [`const ${made} = ${code};`], freed: `${made}?.dispose();` };
}

function arrayArgument(
  parameter: Extract<ApiParameter, { role: "array" }>,
  name: string,
  given: string,
  where: string,
  scope: ApiScope,
  cx: Context,
): ApiArgument | null {
  const local = scope.local(name);
  const none = parameter.nullable ? " | null" : "";
  const unlessNull = (made: string): string =>
    `const ${local} = ${parameter.nullable ? `${given} === null ? ${cx.imports.value("noElements")} : ${made}` : made};`;
  const fixed = parameter.fixed === null ? "" : `, ${parameter.fixed}`;
  const done = { given: null, freed: null, passed: `${local}.memory` };
  const convert = parameter.converter === null ? null : scope.converters.local(parameter.converter);
  const taken = convert === null ? null : `Parameters<typeof ${convert}.toC>[0]`;
  const each = (): string =>
    convert === null ? given : `${cx.imports.value("eachToC")}(${convert}, ${given}, ${where})`;
  if (parameter.strings) {
    const made = `${cx.imports.value("strings")}(${each()}, ${where}${fixed})`;
    return { ...done, type: `readonly ${taken ?? "string"}[]${none}`, before: [unlessNull(made)] };
  }
  // Of these two the plain function takes bytes alone.
  const isCharacters = isText({ kind: "pointer", to: parameter.of, nullability: null }, cx);
  if (cx.types.resolve(parameter.of).kind === "void" || isCharacters) {
    const whole = convert === null ? given : `${convert}.toC(${given})`;
    const made = `${cx.imports.value("bytes")}(${whole}, ${where}${fixed})`;
    return {
      ...done,
      type: `${taken ?? `string | ${isCharacters ? "Uint8Array" : "ArrayBufferView"}`}${none}`,
      before: [unlessNull(made)],
    };
  }
  const element = brand(parameter.of, cx);
  const made = descriptor(parameter.of, cx);
  if (element === null || made === null) return null;
  const code = `${cx.imports.value("elements")}(${made}, ${each()}, ${where}${fixed})`;
  const type = taken === null ? `${cx.imports.type("Elements")}<${element}>` : `readonly ${taken}[]`;
  return { ...done, type: `${type}${none}`, before: [unlessNull(code)] };
}

function cellArgument(
  { of, initial, value, converter }: Extract<ApiParameter, { role: "cell" }>,
  name: string,
  given: string,
  scope: ApiScope,
  cx: Context,
): ApiArgument | null {
  const local = scope.local(name);
  const made = descriptor(of, cx);
  const type = valueType(of, cx);
  if (made === null || type === null) return null;
  const { declaration } = scope.function;
  const taken = (code: string): GivenValue | null =>
    value === null ? null : givenValue(value, type, code, declaration.name, scope.converters, cx);
  const convert = converter === null ? null : scope.converters.local(converter);
  const first = convert === null ? given : `${convert}.toC(${given})`;
  const shown = convert === null ? type : `Parameters<typeof ${convert}.toC>[0]`;
  if (cx.types.resolve(of).kind === "record") {
    const record = initial ? first : `${made}.alloc()`;
    return {
      type: initial ? shown : null,
      before: [`const ${local} = ${record};`],
      passed: local,
      given: taken(local),
      freed: null,
    };
  }
  const where = `${JSON.stringify(declaration.name)}, ${JSON.stringify(name)}`;
  const cell = initial
    ? `${cx.imports.value("inoutCell")}(${made}, ${first}, ${where})`
    : `new ${cx.imports.value("Ref")}(${made})`;
  const free = value?.freeOnError === true ? destructor(value.free, cx) : null;
  return {
    type: initial ? shown : null,
    before: [`const ${local} = ${cell};`],
    passed: local,
    given: taken(`${local}.value`),
    freed: free === null ? null : `if (${local}.value !== null) ${free}(${local}.value);`,
  };
}

/** @param after whether C has returned: what a cell holds is then C's count, before it is that of who calls. */
export function countCode(count: Count, scope: ApiScope, after: boolean): string {
  switch (count.kind) {
    case "fixed":
      return String(count.number);
    case "result":
      return RETURNED;
    case "parameter": {
      const parameter = scope.function.parameters[count.index];
      const local = scope.local(scope.names[count.index] ?? "");
      if (parameter?.role === "cell") return after || !parameter.initial ? `${local}.value` : placeholder(count.index);
      if (parameter?.role === "length") return `${scope.local(scope.names[parameter.arrays[0] ?? 0] ?? "")}.length`;
      return placeholder(count.index);
    }
    default:
      return assertNever(count);
  }
}
