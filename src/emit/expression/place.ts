import type { CType } from "../../spec/ctype.ts";
import type { Field } from "../../spec/declaration.ts";
import type { Expression } from "../../spec/expression.ts";
import { hoistedName } from "../argument.ts";
import { descriptor } from "../descriptor.ts";
import { brand } from "../ts-type.ts";
import { type Code, LEVEL, operand, primary } from "./code.ts";
import { type ExpressionContext, runtimeCall } from "./expression-context.ts";
import { integerCode } from "./integer-code.ts";
import { type PointerCode, pointeeSize, pointerCode } from "./pointer-code.ts";
import { Refused } from "./refused.ts";
import { integerScalar, isBig, scalarOf } from "./scalar.ts";

/** Where an lvalue is: so many bytes behind what a pointer points to. */
export interface Place {
  readonly base: PointerCode;
  readonly constant: bigint;
  /** What is to be added when it is computed. */
  readonly dynamic: readonly Step[];
}

/** So many times the size of an element. */
interface Step {
  readonly index: Code;
  /** Whether `index` is a bigint. */
  readonly big: boolean;
  /** In bytes. */
  readonly size: number;
  readonly operator: "+" | "-";
}

/** A step in bytes, as a number: for memory that JavaScript can address. */
function stepNumber({ index, big, size, operator }: Step): string {
  return stepText(big ? primary(`Number(${index.text})`) : index, String(size), operator);
}

/** A step in bytes, as a bigint. */
export function stepBigint({ index, big, size, operator }: Step): string {
  return stepText(big ? index : primary(`BigInt(${index.text})`), `${size}n`, operator);
}

function stepText(index: Code, size: string, operator: Step["operator"]): string {
  const isOne = size === "1" || size === "1n";
  const bytes = isOne ? operand(index, LEVEL.additive) : `${operand(index, LEVEL.multiplicative)} * ${size}`;
  return operator === "+" ? bytes : `-(${bytes})`;
}

/** Code for the value that an lvalue has. */
export function loadText(expression: Expression, ec: ExpressionContext): string {
  if (expression.kind === "global") {
    const global = ec.global(expression.name);
    const scalar = scalarOf(expression.type, ec.cx);
    // A `long` would come as a number.
    const isSame = scalar.kind !== "integer" || !isBig(scalar);
    if (global !== null && isSame && scalar.kind !== "record") return `${global.local}.value`;
  }
  const field = bitField(expression, ec);
  if (field !== null) return field;
  const { base, constant, dynamic } = placeOf(expression, ec);
  if (base.form !== "pointer" && base.form !== "memory") throw new Refused("it reads the characters of a text");
  const offset = [
    ...(constant === 0n && dynamic.length > 0 ? [] : [String(constant)]),
    ...dynamic.map(stepNumber),
  ].join(" + ");
  return runtimeCall(ec, "load", valueDescriptor(expression.type, ec), base.text, offset, ec.macro, base.name);
}

const DESCRIPTORS = { 8: "char", 16: "short", 32: "int", 64: "longlong" } as const;

/** The runtime's description of a type as expressions hold it: 64 bits are a bigint. */
function valueDescriptor(type: CType, ec: ExpressionContext): string {
  const c = ec.cx.imports.value("c");
  const scalar = scalarOf(type, ec.cx);
  switch (scalar.kind) {
    case "integer":
      if (scalar.bits === 1) return `${c}.bool`;
      return `${c}.${scalar.signed ? (scalar.bits === 8 ? "s" : "") : "u"}${DESCRIPTORS[scalar.bits]}`;
    case "float":
      return `${c}.${scalar.name}`;
    case "pointer": {
      const made = descriptor(type, ec.cx);
      const pointee = brand(type, ec.cx);
      if (made === null || pointee === null) throw new Refused("it reads a pointer that has no binding");
      return ec.cx.hoisted.constant(made, hoistedName(pointee));
    }
    case "void":
    case "record":
      throw new Refused("it reads a whole record");
  }
}

/** Code for the value of a bit-field; `null` for anything else. */
function bitField(expression: Expression, ec: ExpressionContext): string | null {
  const found = expression.kind === "member" ? memberOf(expression, ec) : null;
  if (expression.kind !== "member" || found === null || found.field.bitWidth === null) return null;
  const scalar = integerScalar(expression.type, ec.cx);
  if (ec.cx.target.endian !== "little") throw new Refused(`it reads the bit-field '${expression.name}'`);
  const place = placeOf(expression.of, ec);
  const { base, constant, dynamic } = place;
  if (base.form !== "pointer" && base.form !== "memory") throw new Refused("it reads the characters of a text");
  const offset = [String(constant + BigInt(Math.floor(found.bitOffset / 8))), ...dynamic.map(stepNumber)].join(" + ");
  const span = [String(found.bitOffset % 8), String(found.field.bitWidth), String(scalar.signed)];
  const name = found.field.bitWidth > 32 ? "loadBigBits" : "loadBits";
  const text = runtimeCall(ec, name, base.text, offset, ...span, ec.macro, base.name);
  if (isBig(scalar) && name === "loadBits") return `BigInt(${text})`;
  return text;
}

export function placeOf(expression: Expression, ec: ExpressionContext): Place {
  switch (expression.kind) {
    case "dereference":
      return pointedPlace(expression.of, ec);
    case "member": {
      const place = placeOf(expression.of, ec);
      const { bitOffset, field } = memberOf(expression, ec);
      if (field.bitWidth !== null) throw new Refused(`it takes the address of the bit-field '${expression.name}'`);
      return { ...place, constant: place.constant + BigInt(bitOffset / 8) };
    }
    case "global": {
      const global = ec.global(expression.name);
      if (global === null) throw new Refused(`it uses '${expression.name}', which is not bound`);
      const base = { ...primary(`${global.local}.address`), form: "pointer", brand: null } as const;
      return { base: { ...base, name: JSON.stringify(expression.name) }, constant: 0n, dynamic: [] };
    }
    case "parameter": {
      const parameter = ec.parameters[expression.index];
      if (parameter === undefined || scalarOf(parameter.type, ec.cx).kind !== "record") break;
      const base = { ...primary(parameter.given), form: "memory", brand: null, name: parameter.name } as const;
      return { base, constant: 0n, dynamic: [] };
    }
  }
  throw new Refused("it asks where a value is that is nowhere");
}

/** Where a pointer points to. */
export function pointedPlace(pointer: Expression, ec: ExpressionContext): Place {
  if (pointer.kind === "address") return placeOf(pointer.of, ec);
  if (pointer.kind === "cast") {
    const { kind } = ec.cx.types.resolve(pointer.of.type);
    if (kind === "array" && pointer.of.kind !== "string") return placeOf(pointer.of, ec);
    if (kind === "pointer") return pointedPlace(pointer.of, ec);
  }
  if (pointer.kind === "binary" && (pointer.operator === "+" || pointer.operator === "-")) {
    const isLeft =
      ec.cx.types.resolve(pointer.left.type).kind !== "int" && ec.cx.types.resolve(pointer.left.type).kind !== "enum";
    const [of, index] = isLeft ? [pointer.left, pointer.right] : [pointer.right, pointer.left];
    return moved(pointedPlace(of, ec), index, pointer.operator, pointeeSize(of.type, ec), ec);
  }
  return { base: pointerCode(pointer, ec), constant: 0n, dynamic: [] };
}

function moved(place: Place, index: Expression, operator: "+" | "-", size: number, ec: ExpressionContext): Place {
  const code = integerCode(index, ec);
  const [low, high] = code.range;
  const sign = operator === "+" ? 1n : -1n;
  if (low === high) return { ...place, constant: place.constant + sign * low * BigInt(size) };
  const step: Step = { index: code, big: isBig(integerScalar(index.type, ec.cx)), size, operator };
  return { ...place, dynamic: [...place.dynamic, step] };
}

/** A member of a record, or of an anonymous record in it, and its offset from the start of the outer one in bits. */
function memberOf(
  { of, name }: Extract<Expression, { kind: "member" }>,
  ec: ExpressionContext,
): { readonly field: Field; readonly bitOffset: number } {
  const find = (fields: readonly Field[], base: number): { field: Field; bitOffset: number } | null => {
    for (const field of fields) {
      if (field.name === name) return { field, bitOffset: base + field.bitOffset };
      const inner = field.name === null && field.bitWidth === null ? ec.cx.types.resolve(field.type) : null;
      const found = inner?.kind === "record" ? find(inner.record.layout?.fields ?? [], base + field.bitOffset) : null;
      if (found !== null) return found;
    }
    return null;
  };
  const resolved = ec.cx.types.resolve(of.type);
  const found = resolved.kind === "record" ? find(resolved.record.layout?.fields ?? [], 0) : null;
  if (found === null) throw new Refused(`it reads member '${name}', which is not known`);
  // Its type may be one that C has no name for: scalars in another byte order.
  if (found.field.type.kind === "other") throw new Refused(`it uses member '${name}', which has no binding`);
  return found;
}
