import type { CType } from "../spec/ctype.ts";
import type { ConstantValue, MemberValue, RecordDeclaration } from "../spec/declaration.ts";
import type { Context } from "./context.ts";
import { descriptor } from "./descriptor.ts";
import { accessorName, accessorOf, flatFields } from "./emit-record.ts";
import { floatValue, integerLiteral } from "./number-literal.ts";
import { isIdentifier } from "./restricted-names.ts";
import { asInteger, brand } from "./ts-type.ts";
import { wideScalar } from "./wide-scalar.ts";

/** Body of a function that makes an object anew for each call: in C too each use of `((struct point){1, 2})` is one. */
export interface ObjectConstant {
  readonly type: string;
  readonly lines: readonly string[];
}

type ObjectValue = Extract<ConstantValue, { readonly kind: "record" | "array" }>;

/** `null` where a part of it has no binding. */
export function objectConstant(value: ObjectValue, type: CType, cx: Context): ObjectConstant | null {
  const local = cx.names.free("$r");
  if (value.kind === "record") {
    const resolved = cx.types.resolve(type);
    const name = resolved.kind === "record" ? (cx.names.typeName(resolved.record.id)?.local ?? null) : null;
    if (resolved.kind !== "record" || name === null) return null;
    return body(name, local, `${name}.alloc()`, setMembers(local, value.value, resolved.record, cx));
  }
  const resolved = cx.types.resolve(type);
  if (resolved.kind !== "array") return null;
  const numbers = typedArray(value.value, resolved.of, cx);
  if (numbers !== null) return { type: numbers.type, lines: [`return ${numbers.type}.of(${numbers.elements});`] };
  const [made, element] = [descriptor(type, cx), brand(resolved.of, cx)];
  if (made === null || element === null) return null;
  const view = `${cx.imports.type("ArrayView")}<${element}>`;
  const cell = `new ${cx.imports.value("Ref")}(${made}).value`;
  return body(view, local, cell, setElements(local, value.value, resolved.of, cx));
}

function body(type: string, local: string, made: string, set: readonly string[] | null): ObjectConstant | null {
  if (set === null) return null;
  if (set.length === 0) return { type, lines: [`return ${made};`] };
  return { type, lines: [`const ${local} = ${made};`, ...set, `return ${local};`] };
}

/** Statements that set parts of an object whose memory is zero; `null` where one cannot be set. */
type Statements = readonly string[] | null;

function setMembers(path: string, members: readonly MemberValue[], record: RecordDeclaration, cx: Context): Statements {
  const fields = flatFields(record.layout?.fields ?? [], 0, cx);
  return all(
    members.map(({ name, value }) => {
      if (isZero(value)) return [];
      const flat = fields.find(({ field }) => field.name === name);
      if (flat === undefined || accessorOf(record, flat, cx) === null) return null;
      const key = accessorName(name, record);
      const target = `${path}${isIdentifier(key) ? `.${key}` : `[${JSON.stringify(key)}]`}`;
      return setValue(target, value, flat.field.type, cx);
    }),
  );
}

function setValue(target: string, value: ConstantValue, type: CType, cx: Context): Statements {
  const resolved = cx.types.resolve(type);
  if (value.kind === "record") {
    return resolved.kind === "record" ? setMembers(target, value.value, resolved.record, cx) : null;
  }
  if (value.kind === "array")
    return resolved.kind === "array" ? setElements(target, value.value, resolved.of, cx) : null;
  const literal = scalarLiteral(value, type, true, cx);
  return literal === null ? null : [`${target} = ${literal};`];
}

function setElements(path: string, elements: readonly ConstantValue[], of: CType, cx: Context): Statements {
  const numbers = typedArray(elements, of, cx);
  if (numbers !== null) return elements.every(isZero) ? [] : [`${path}.set([${numbers.elements}]);`];
  return all(
    elements.map((value, i) => {
      if (isZero(value)) return [];
      if (value.kind === "record" || value.kind === "array") return setValue(`${path}.at(${i})`, value, of, cx);
      const literal = scalarLiteral(value, of, false, cx);
      return literal === null ? null : [`${path}.set(${i}, ${literal});`];
    }),
  );
}

function all(statements: readonly Statements[]): Statements {
  const known = statements.filter((one) => one !== null);
  return known.length === statements.length ? known.flat() : null;
}

/** @param isMember whether a member is set, which takes a `long` beyond 2^53 as a bigint, and memory for a pointer. */
function scalarLiteral(value: ConstantValue, type: CType, isMember: boolean, cx: Context): string | null {
  switch (value.kind) {
    case "int": {
      if (cx.types.resolve(type).kind === "bool") return String(value.value !== "0");
      if (asInteger(type, cx)?.kind === "bigint" || wideScalar(type, cx)?.value === "bigint") return `${value.value}n`;
      const literal = integerLiteral(value.value);
      return isMember || !literal.endsWith("n") ? literal : null;
    }
    case "float":
      return numberText(floatValue(value.value));
    case "pointer":
      return `${cx.imports.value("pointer")}(0x${BigInt(value.value).toString(16)}n)`;
    case "string":
    case "bytes":
      return isMember ? terminated(value) : null;
    default:
      return null;
  }
}

/** Text that a pointer is to point to: its bytes and the NUL. */
function terminated({ kind, value }: { readonly kind: "string" | "bytes"; readonly value: string }): string {
  const bytes =
    kind === "string" ? [...new TextEncoder().encode(value)] : [...value.matchAll(/../g)].map((b) => `0x${b}`);
  return `Uint8Array.of(${[...bytes, 0].join(", ")})`;
}

function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** What arrays of numbers read as; the runtime's `c.array` says the same. */
const VIEWS = new Map([
  ["char", "Uint8Array"],
  ["schar", "Int8Array"],
  ["uchar", "Uint8Array"],
  ["short", "Int16Array"],
  ["ushort", "Uint16Array"],
  ["int", "Int32Array"],
  ["uint", "Uint32Array"],
  ["longlong", "BigInt64Array"],
  ["ulonglong", "BigUint64Array"],
  ["char16", "Uint16Array"],
  ["char32", "Uint32Array"],
]);

interface Numbers {
  readonly type: string;
  readonly elements: string;
}

/** `null` for elements that no typed array shows. */
function typedArray(values: readonly ConstantValue[], of: CType, cx: Context): Numbers | null {
  const resolved = cx.types.resolve(of);
  const integer = asInteger(of, cx);
  if (integer !== null) {
    const type = VIEWS.get(integer.c);
    const suffix = integer.kind === "bigint" ? "n" : "";
    const numbers = values.flatMap((value) => (value.kind === "int" ? [`${value.value}${suffix}`] : []));
    return type === undefined ? null : { type, elements: numbers.join(", ") };
  }
  if (resolved.kind !== "float" || (resolved.name !== "float" && resolved.name !== "double")) return null;
  const numbers = values.flatMap((value) => (value.kind === "float" ? [numberText(floatValue(value.value))] : []));
  return { type: resolved.name === "float" ? "Float32Array" : "Float64Array", elements: numbers.join(", ") };
}

/** Whether memory of zeros is the value already. */
function isZero(value: ConstantValue): boolean {
  switch (value.kind) {
    case "int":
    case "pointer":
      return BigInt(value.value) === 0n;
    case "float":
      return Object.is(floatValue(value.value), 0);
    case "record":
      return value.value.every((member) => isZero(member.value));
    case "array":
      return value.value.every(isZero);
    case "string":
    case "bytes":
      return false;
  }
}
