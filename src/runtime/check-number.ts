import { outOfRange, wrongType } from "./argument-error.ts";
import type { NativeScalar } from "./native-type.ts";

/**
 * Argument checks of the numeric C types. Each returns the value that goes to C, or throws naming function and parameter:
 * a TypeError for another kind of value, a RangeError for NaN, fractions and values that the C type cannot hold.
 * An integer's -0 comes out as 0. They are small so that V8 inlines them into the generated function.
 */

function notInteger(value: unknown, type: string, range: string, fn: string, parameter: string): Error {
  if (typeof value !== "number") return wrongType(fn, parameter, `a number (${type})`, value);
  return outOfRange(fn, parameter, `an integer from ${range}`, value);
}

/** 8-bit signed. */
export function i8(value: number, fn: string, parameter: string): number {
  if (typeof value === "number") {
    const integer = (value << 24) >> 24;
    if (integer === value) return integer;
  }
  throw notInteger(value, "int8", "-128 to 127", fn, parameter);
}

/** 8-bit unsigned. */
export function u8(value: number, fn: string, parameter: string): number {
  if (typeof value === "number") {
    const integer = value & 0xff;
    if (integer === value) return integer;
  }
  throw notInteger(value, "uint8", "0 to 255", fn, parameter);
}

/** 16-bit signed. */
export function i16(value: number, fn: string, parameter: string): number {
  if (typeof value === "number") {
    const integer = (value << 16) >> 16;
    if (integer === value) return integer;
  }
  throw notInteger(value, "int16", "-32768 to 32767", fn, parameter);
}

/** 16-bit unsigned. */
export function u16(value: number, fn: string, parameter: string): number {
  if (typeof value === "number") {
    const integer = value & 0xffff;
    if (integer === value) return integer;
  }
  throw notInteger(value, "uint16", "0 to 65535", fn, parameter);
}

/** 32-bit signed. */
export function i32(value: number, fn: string, parameter: string): number {
  if (typeof value === "number") {
    const integer = value | 0;
    if (integer === value) return integer;
  }
  throw notInteger(value, "int32", "-2147483648 to 2147483647", fn, parameter);
}

/** 32-bit unsigned. */
export function u32(value: number, fn: string, parameter: string): number {
  if (typeof value === "number") {
    const integer = value >>> 0;
    if (integer === value) return integer;
  }
  throw notInteger(value, "uint32", "0 to 4294967295", fn, parameter);
}

/** `float` and `double`; NaN and infinities are values like any other. */
export function f64(value: number, fn: string, parameter: string): number {
  if (typeof value === "number") return value;
  throw wrongType(fn, parameter, "a number", value);
}

/** `_Bool`. Numbers are not taken for truth values. */
export function bool(value: boolean, fn: string, parameter: string): boolean {
  if (typeof value === "boolean") return value;
  throw wrongType(fn, parameter, "true or false", value);
}

function notLong(value: unknown, type: string, range: string, fn: string, parameter: string): Error {
  if (typeof value === "bigint") return outOfRange(fn, parameter, `from ${range}`, value);
  if (typeof value !== "number") return wrongType(fn, parameter, `a bigint or number (${type})`, value);
  return outOfRange(fn, parameter, `a safe integer from ${range} (beyond 2^53 give a bigint)`, value);
}

/** 64-bit signed: `long`, `ssize_t`, `int64_t` alike. */
export function i64(value: number | bigint, fn: string, parameter: string): number | bigint {
  if (typeof value === "number") {
    // The first test does for most, and is free for what V8 knows to be an int32.
    if ((value | 0) === value || Number.isSafeInteger(value)) return value;
  } else if (typeof value === "bigint") {
    if (BigInt.asIntN(64, value) === value) return value;
  }
  throw notLong(value, "int64", "-2^63 to 2^63-1", fn, parameter);
}

/** 64-bit unsigned: `unsigned long`, `size_t`, `uint64_t` alike. */
export function u64(value: number | bigint, fn: string, parameter: string): number | bigint {
  if (typeof value === "number") {
    if (value >>> 0 === value || (Number.isSafeInteger(value) && value >= 0)) return value;
  } else if (typeof value === "bigint") {
    if (BigInt.asUintN(64, value) === value) return value;
  }
  throw notLong(value, "uint64", "0 to 2^64-1", fn, parameter);
}

/** The check of each type that is no pointer, by the engine's name for it. */
export const VALUE_CHECKS: {
  readonly [T in Exclude<NativeScalar, "ptr" | "str" | "str16" | "str32">]: (
    value: never,
    fn: string,
    parameter: string,
  ) => unknown;
} = {
  void: () => undefined,
  bool,
  i8,
  u8,
  i16,
  u16,
  i32,
  u32,
  i64,
  u64,
  long: i64,
  ulong: u64,
  f32: f64,
  f64,
};
