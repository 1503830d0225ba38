import { assertNever } from "../spec/assert-never.ts";
import type { CType, PointerType } from "../spec/ctype.ts";
import { type Accessor, spot, VALUE } from "./accessor.ts";
import { hoistedName, type Owner } from "./argument.ts";
import { arrayAccessor } from "./array-accessor.ts";
import type { Context } from "./context.ts";
import { descriptor } from "./descriptor.ts";
import { sharedDescriptorOf } from "./function-type.ts";
import { type Integer, integerToken } from "./integer.ts";
import { pointeeOf } from "./pointee.ts";
import { asInteger, brand, functionBrand, functionOf, inputType, pointerTo, valueType } from "./ts-type.ts";
import { type WideScalar, wideInput, wideScalar, wideValue } from "./wide-scalar.ts";

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
    case "vector":
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
    case "other":
    case "unknown":
      return null;
    default:
      return assertNever(resolved);
  }
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
  const pointee = callee === null ? brand(pointeeOf(pointer, cx), cx) : functionBrand(type, cx);
  const read = valueType(type, cx);
  if (read === null) return null;
  const get = { type: read, code: `${cx.imports.value("getPtr")}(${memory}, ${at})` };
  const store = (target: string): string =>
    `${cx.imports.value("setPtr")}(this, ${offset}, ${VALUE}, ${target}, ${where})`;
  if (callee !== null) {
    const made = sharedDescriptorOf(type, callee, `${place.owner}_${place.name}`, cx);
    if (pointee === null || made === null)
      return { get, set: { type: `${pointerTo(null, cx)} | null`, code: store("null") } };
    const taken = `${pointerTo(pointee, cx)} | ${cx.imports.type("Callback")}<${pointee}> | null`;
    return { get, set: { type: taken, code: store(made) } };
  }
  const made = pointee === null ? null : descriptor(pointeeOf(pointer, cx), cx);
  const argument = cx.imports.type("PointerArg");
  if (pointee === null || made === null) return { get, set: { type: argument, code: store("null") } };
  return {
    get,
    set: { type: `${argument}<${pointee}>`, code: store(cx.hoisted.constant(made, hoistedName(pointee))) },
  };
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
