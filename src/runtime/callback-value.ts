import { wrongType } from "./argument-error.ts";
import { VALUE_CHECKS } from "./check-number.ts";
import type { NativeScalar } from "./native-type.ts";

/** From the engine's value of a callback argument to ours; `null` where they are the same. */
export type Convert = (value: unknown) => unknown;
/** Checks what a callback returned; errors name the function that the callback was given to. */
export type CheckResult = (value: never, owner: string, name: string) => unknown;

const toBigInt = (value: unknown): bigint => BigInt(value as number | bigint);
// koffi decodes uint64 callback arguments as signed (KOFFI.md, section 5).
const toUnsigned = (value: unknown): bigint => BigInt.asUintN(64, toBigInt(value));
const safe = (value: bigint): number => {
  if (BigInt.asIntN(54, value) !== value)
    throw new RangeError(`C passed ${value} to a callback, which does not fit a number exactly (2^53)`);
  return Number(value);
};
const toLong = (value: unknown): unknown => (typeof value === "bigint" ? safe(value) : value);
const toULong = (value: unknown): unknown =>
  typeof value === "bigint" || (value as number) < 0 ? safe(toUnsigned(value)) : value;

/** How arguments of callbacks and results of C function pointers are read. */
export const INCOMING: { readonly [T in NativeScalar]: Convert | null } = {
  void: null,
  bool: null,
  i8: null,
  u8: null,
  i16: null,
  u16: null,
  i32: null,
  u32: null,
  f32: null,
  f64: null,
  ptr: null,
  str: null,
  str16: null,
  str32: null,
  i64: toBigInt,
  u64: toUnsigned,
  long: toLong,
  ulong: toULong,
};

function pointerResult(value: unknown, owner: string, name: string): bigint | null {
  if (value === null || (typeof value === "bigint" && BigInt.asUintN(64, value) === value)) return value;
  throw wrongType(owner, name, "a Pointer or null (memory of JavaScript would not outlive the callback)", value);
}

/** How results of callbacks are checked. */
export const OUTGOING: { readonly [T in NativeScalar]: CheckResult } = {
  ...VALUE_CHECKS,
  ptr: pointerResult,
  str: pointerResult,
  str16: pointerResult,
  str32: pointerResult,
};

/** What C gets when a callback has failed: 0, false or NULL. */
export function zero(type: NativeScalar): unknown {
  return type === "void" ? undefined : type === "bool" ? false : type === "ptr" || type.startsWith("str") ? null : 0;
}
