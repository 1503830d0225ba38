import { addressOf } from "./address.ts";
import { outOfRange, wrongType } from "./argument-error.ts";
import { getBigBits, getBits } from "./bit-field.ts";
import { ptr } from "./check-pointer.ts";
import type { CType } from "./ctype.ts";
import type { Pointer } from "./pointer.ts";
import type { PointerArg } from "./pointer-arg.ts";
import { type Span, spanOf } from "./span.ts";
import { isForeign } from "./window.ts";

/** How values get into emitted macros and out of them, beyond what functions need. */

/** Any integer, reduced to 32 bits as a conversion in C does; signed. */
export function wrapped32(value: number | bigint, fn: string, parameter: string): number {
  if (typeof value === "number" && (value | 0) === value) return value | 0;
  return Number(BigInt.asIntN(32, anyInteger(value, fn, parameter)));
}

/** Any integer, reduced to 64 bits as a conversion in C does; signed. */
export function wrapped64(value: number | bigint, fn: string, parameter: string): bigint {
  return BigInt.asIntN(64, anyInteger(value, fn, parameter));
}

function anyInteger(value: number | bigint, fn: string, parameter: string): bigint {
  if (typeof value === "bigint") {
    if (value >= -(2n ** 63n) && value < 2n ** 64n) return value;
    throw outOfRange(fn, parameter, "from -2^63 to 2^64-1", value);
  }
  if (Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value !== "number") throw wrongType(fn, parameter, "a number or bigint", value);
  throw outOfRange(fn, parameter, "a safe integer (beyond 2^53 give a bigint)", value);
}

/** A 64-bit `long` as a number; beyond 2^53 a RangeError instead of a rounded value. */
export function longValue(value: bigint, fn: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError(`${fn}: the result ${value} does not fit a number exactly (2^53)`);
}

/** The pointer that an integer is; `null` for 0. */
export function pointerAt<T = unknown>(address: bigint): Pointer<T> | null {
  // An address is a pointer of any type: this is C's cast.
  return address === 0n ? null : (BigInt.asUintN(64, address) as Pointer<T>);
}

/** The integer that a pointer is; 0 for NULL. For memory of JavaScript's it holds as long as the object is reachable. */
export function addressIn(value: PointerArg, fn: string, parameter: string): bigint {
  const native = ptr(value, fn, parameter);
  if (native === null) return 0n;
  return typeof native === "bigint" ? native : addressOf(native);
}

/** A pointer as a result of another type. Memory of JavaScript's has to be given by its address: a pointer keeps nothing alive. */
export function recast<T>(value: PointerArg, fn: string, parameter: string): Pointer<T> | null {
  const native = ptr(value, fn, parameter);
  // This is C's cast: it says what the pointer points to.
  if (native === null || typeof native === "bigint") return native as Pointer<T> | null;
  throw wrongType(fn, parameter, "a pointer or null", value, "; addressOf(it) is one, while it is reachable");
}

/** A bit-field of up to 32 bits, `offset` bytes and `bit` bits behind the start of some memory. */
export function loadBits(
  from: PointerArg,
  offset: number,
  bit: number,
  width: number,
  signed: boolean,
  fn: string,
  parameter: string,
): number {
  const { view, at } = located(from, offset, (bit + width + 7) >> 3, fn, parameter);
  return getBits(view, at, bit, width, signed);
}

/** One of up to 64 bits. */
export function loadBigBits(
  from: PointerArg,
  offset: number,
  bit: number,
  width: number,
  signed: boolean,
  fn: string,
  parameter: string,
): bigint {
  const { view, at } = located(from, offset, (bit + width + 7) >> 3, fn, parameter);
  return getBigBits(view, at, bit, width, signed);
}

/** A pointer as an argument of another type: C's cast. Whoever gets it still checks what memory of JavaScript's is. */
export function retyped<T>(value: PointerArg): PointerArg<T> {
  return value as PointerArg<T>;
}

/** Reads what stands `offset` bytes behind the start of some memory. NULL is a TypeError; any other pointer is trusted, as in C. */
export function load<B, J>(type: CType<B, J>, from: PointerArg, offset: number, fn: string, parameter: string): J {
  const { view, at } = located(from, offset, type.size, fn, parameter);
  return type.read(view, at);
}

function located(from: PointerArg, offset: number, bytes: number, fn: string, parameter: string): Span {
  const span = spanOf(from, offset, fn, parameter);
  // Behind a pointer of C's there is more than the record that it is said to point to: `container_of`.
  if (span.size === null || isForeign(span.view) || (offset >= 0 && bytes <= span.size)) return span;
  throw new RangeError(`${fn}: it reads ${bytes} bytes at ${offset} of ${parameter}, which has ${span.size + offset}`);
}
