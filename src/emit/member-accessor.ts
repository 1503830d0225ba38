import { naturalLayout } from "../spec/abi/layout.ts";
import type { Resolved } from "../spec/abi/type-table.ts";
import { assertNever } from "../spec/assert-never.ts";
import type { CType, PointerType } from "../spec/ctype.ts";
import { hoistedName, type Owner } from "./argument.ts";
import { placeholder } from "./callable.ts";
import type { Context } from "./context.ts";
import { descriptor } from "./descriptor.ts";
import { functionDescriptorOf } from "./function-type.ts";
import { type Integer, integerToken } from "./integer.ts";
import {
  asInteger,
  brand,
  functionBrand,
  functionOf,
  inputType,
  isFixedArray,
  pointerTo,
  valueType,
} from "./ts-type.ts";
import { unalignedArray } from "./unaligned-array.ts";
import { type WideScalar, wideInput, wideScalar, wideValue } from "./wide-scalar.ts";

/** Stands for the setter's parameter, whose name must not hide anything that the setter uses. */
export const VALUE: string = placeholder(0);

/** How a member is read and written. */
export interface Accessor {
  readonly get: { readonly type: string; readonly code: string };
  /** `null` for a member that C declares `const`. */
  readonly set: { readonly type: string; readonly code: string } | null;
  /** What its documentation has to say. */
  readonly note?: string | null;
}

/** `null` where there is no way to show the member. `offset` is in bytes from the start of the record, `align` the record's. */
export function memberAccessor(type: CType, offset: number, align: number, place: Owner, cx: Context): Accessor | null {
  const resolved = cx.types.resolve(type);
  const wide = wideScalar(type, cx);
  if (wide !== null) return wideAccessor(wide, offset, place, cx);
  switch (resolved.kind) {
    case "bool": {
      const { at, memory, where } = spot(offset, place, cx);
      return {
        get: { type: "boolean", code: `${memory}.getUint8(${at}) !== 0` },
        set: {
          type: "boolean",
          code: `${memory}.setUint8(${at}, ${cx.imports.value("bool")}(${VALUE}, ${where}) ? 1 : 0)`,
        },
      };
    }
    case "int":
    case "enum":
      return integerAccessor(type, offset, place, cx);
    case "float":
      return floatAccessor(type, resolved.bits, offset, place, cx);
    case "pointer":
      return pointerAccessor(type, resolved, offset, place, cx);
    case "array":
      return arrayAccessor(type, offset, align, place, cx);
    case "record": {
      const { at, memory, where } = spot(offset, place, cx);
      const name = cx.names.typeName(resolved.record.id)?.local;
      if (name === undefined || resolved.record.layout === null) return null;
      const copy = `${cx.imports.value("copyRecord")}(${memory}, ${at}, ${VALUE}, ${name}, ${where})`;
      return { get: { type: name, code: `new ${name}(${memory}, ${at})` }, set: { type: name, code: copy } };
    }
    case "void":
    case "function":
    case "complex":
    case "vector":
    case "other":
    case "unknown":
      return null;
    default:
      return assertNever(resolved);
  }
}

interface Spot {
  /** Byte offset in `memory`, as code. */
  readonly at: string;
  readonly memory: string;
  /** Arguments of a check that name the member. */
  readonly where: string;
  /** Second argument of DataView's methods for more than one byte. */
  readonly little: boolean;
}

function spot(offset: number, place: Owner, cx: Context): Spot {
  return {
    at: `this["~o"]${offset === 0 ? "" : ` + ${offset}`}`,
    memory: `this["~m"]`,
    where: `${JSON.stringify(place.owner)}, ${JSON.stringify(place.name)}`,
    little: cx.target.endian === "little",
  };
}

function integerAccessor(type: CType, offset: number, place: Owner, cx: Context): Accessor | null {
  const integer = asInteger(type, cx);
  const [read, write] = [valueType(type, cx), inputType(type, cx)];
  if (integer === null || read === null || write === null) return null;
  const { at, memory, where, little } = spot(offset, place, cx);
  const checked = `${cx.imports.value(integerToken(integer))}(${VALUE}, ${where})`;
  if (integer.bits === 64) {
    const sign = integer.signed ? "" : "U";
    const get =
      integer.kind === "bigint"
        ? `${memory}.getBig${sign === "" ? "Int" : "Uint"}64(${at}, ${little})`
        : `${cx.imports.value(`get${sign}Long`)}(${memory}, ${at})`;
    const set = `${cx.imports.value("setLong")}(${memory}, ${at}, ${checked})`;
    return { get: { type: read, code: get }, set: { type: write, code: set } };
  }
  const method = `${integer.signed ? "Int" : "Uint"}${integer.bits}`;
  const order = integer.bits === 8 ? "" : `, ${little}`;
  return {
    get: { type: read, code: `${memory}.get${method}(${at}${order})` },
    set: { type: write, code: `${memory}.set${method}(${at}, ${checked}${order})` },
  };
}

function wideAccessor(wide: WideScalar, offset: number, place: Owner, cx: Context): Accessor {
  const { at, memory, where } = spot(offset, place, cx);
  const type = `${cx.imports.value("c")}.${wide.c}`;
  return {
    get: { type: wideValue(wide, cx), code: `${type}.read(${memory}, ${at})` },
    set: { type: wideInput(wide, cx), code: `${type}.write(${memory}, ${at}, ${VALUE}, ${where})` },
    note: wide.rounded ? "Reading rounds to the nearest number." : null,
  };
}

function floatAccessor(type: CType, bits: number, offset: number, place: Owner, cx: Context): Accessor | null {
  if (valueType(type, cx) === null) return null;
  const { at, memory, where, little } = spot(offset, place, cx);
  const checked = `${cx.imports.value("f64")}(${VALUE}, ${where})`;
  return {
    get: { type: "number", code: `${memory}.getFloat${bits}(${at}, ${little})` },
    set: { type: "number", code: `${memory}.setFloat${bits}(${at}, ${checked}, ${little})` },
  };
}

function pointerAccessor(
  type: CType,
  pointer: PointerType,
  offset: number,
  place: Owner,
  cx: Context,
): Accessor | null {
  const { at, memory, where } = spot(offset, place, cx);
  const callee = functionOf(pointer, cx);
  const pointee = callee === null ? brand(pointer.to, cx) : functionBrand(type, cx);
  const read = valueType(type, cx);
  if (read === null) return null;
  const get = { type: read, code: `${cx.imports.value("getPtr")}(${memory}, ${at})` };
  const store = (target: string): string =>
    `${cx.imports.value("setPtr")}(this, ${offset}, ${VALUE}, ${target}, ${where})`;
  if (callee !== null) {
    const made = functionDescriptorOf(type, callee, `${place.owner}_${place.name}`, cx);
    if (pointee === null || made === null)
      return { get, set: { type: `${pointerTo(null, cx)} | null`, code: store("null") } };
    const taken = `${pointerTo(pointee, cx)} | ${cx.imports.type("Callback")}<${pointee}> | null`;
    return { get, set: { type: taken, code: store(made) } };
  }
  const made = pointee === null ? null : descriptor(pointer.to, cx);
  const argument = cx.imports.type("PointerArg");
  if (pointee === null || made === null) return { get, set: { type: argument, code: store("null") } };
  return {
    get,
    set: { type: `${argument}<${pointee}>`, code: store(cx.hoisted.constant(made, hoistedName(pointee))) },
  };
}

function arrayAccessor(type: CType, offset: number, align: number, place: Owner, cx: Context): Accessor | null {
  const resolved = cx.types.resolve(type);
  if (resolved.kind !== "array" || !isFixedArray(resolved, cx)) return null;
  const { at, memory, where } = spot(offset, place, cx);
  const access = (array: string, view: string, input: string): Accessor => ({
    get: { type: view, code: `${array}.read(${memory}, ${at})` },
    set: { type: input, code: `${array}.write(${memory}, ${at}, ${VALUE}, ${where})` },
  });
  const elementAlign = naturalLayout(resolved.of, cx.types, cx.target)?.align ?? 1;
  const isAligned = offset % elementAlign === 0 && align % elementAlign === 0;
  // Records are read byte by byte, wherever they are.
  if (!isAligned && innermost(resolved.of, cx) !== "record") {
    const array = unalignedArray(resolved, cx);
    if (array === null) return null;
    const constant = cx.hoisted.constant(array.code, hoistedName(`${array.element}_${resolved.length}`));
    return access(constant, array.view, array.input);
  }
  const element = brand(resolved.of, cx);
  const made = descriptor(resolved.of, cx);
  if (element === null || made === null) return null;
  const code = `${cx.imports.value("c")}.array(${made}, ${resolved.length})`;
  const constant = cx.hoisted.constant(code, hoistedName(`${element}_${resolved.length}`));
  return access(constant, arrayValue(element, cx), `${cx.imports.type("ArrayInput")}<${element}>`);
}

/** What an array of arrays of … is made of in the end. */
function innermost(type: CType, cx: Context): Resolved["kind"] {
  const resolved = cx.types.resolve(type);
  return resolved.kind === "array" ? innermost(resolved.of, cx) : resolved.kind;
}

/** What an array member reads as; the runtime's types know which elements have a typed array. */
function arrayValue(element: string, cx: Context): string {
  return `${cx.imports.type("ArrayView")}<${element}>`;
}

/** A bit-field: `bits` wide, from `bitOffset` of the record. As a `bigint` beyond 32 bits. */
export function bitFieldAccessor(
  type: CType,
  bitOffset: number,
  bits: number,
  place: Owner,
  cx: Context,
): Accessor | null {
  const resolved = cx.types.resolve(type);
  const integer = resolved.kind === "bool" ? BOOL : asInteger(type, cx);
  if (integer === null || bits === 0 || cx.target.endian !== "little") return null;
  const { where, memory } = spot(0, place, cx);
  const at = `this["~o"]${bitOffset < 8 ? "" : ` + ${Math.floor(bitOffset / 8)}`}`;
  const wide = bits > 32;
  const span = `${bitOffset % 8}, ${bits}, ${integer.signed}`;
  const read = `${cx.imports.value(wide ? "getBigBits" : "getBits")}(${memory}, ${at}, ${span})`;
  const write = (value: string): string =>
    `${cx.imports.value(wide ? "setBigBits" : "setBits")}(${memory}, ${at}, ${span}, ${value}, ${where})`;
  if (resolved.kind === "bool") {
    const checked = `${cx.imports.value("bool")}(${VALUE}, ${where}) ? 1 : 0`;
    return { get: { type: "boolean", code: `${read} !== 0` }, set: { type: "boolean", code: write(checked) } };
  }
  const type64 = wide ? "bigint" : null;
  const readType = type64 ?? (integer.kind === "number" ? valueType(type, cx) : "number");
  if (readType === null) return null;
  return {
    get: { type: readType, code: read },
    set: { type: wide ? "number | bigint" : readType, code: write(VALUE) },
  };
}

const BOOL: Integer = { bits: 8, signed: false, kind: "number", c: "bool" };
