/**
 * Arithmetic of C that JavaScript's operators do not have: what emitted macros call. C leaves some results undefined (C17
 * 6.5p5, 6.5.5p5, 6.5.7p3, 6.3.1.4p1); here each of those is a RangeError that names the macro.
 */

function undefinedInC(fn: string, what: string): RangeError {
  return new RangeError(`${fn}: ${what}, which C leaves undefined`);
}

/** The exact result of `+`, `-` or `*` on `int`, which overflows if it is no `int`. */
export function inInt(exact: number, fn: string): number {
  const int = exact | 0;
  if (int === exact) return int;
  throw undefinedInC(fn, `${exact} is no int`);
}

/** The same for a signed integer of 64 bits. */
export function inLong(exact: bigint, fn: string): bigint {
  if (BigInt.asIntN(64, exact) === exact) return exact;
  throw undefinedInC(fn, `${exact} does not fit 64 bits`);
}

/** What an integer is divided by. */
export function divisor<T extends number | bigint>(value: T, fn: string): T {
  if (value !== 0 && value !== 0n) return value;
  throw undefinedInC(fn, "a division by zero");
}

/** What is left of a division of signed integers; undefined where the quotient is (C17 6.5.5p6). */
export function remainder<T extends number | bigint>(left: T, right: T, fn: string): T;
export function remainder(left: number | bigint, right: number | bigint, fn: string): number | bigint {
  if (typeof left === "bigint") {
    const by = BigInt(divisor(right, fn));
    inLong(left / by, fn);
    return left % by;
  }
  const by = Number(divisor(right, fn));
  inInt(Math.trunc(left / by), fn);
  return (left % by) | 0;
}

/** The count of a shift of a value of so many bits. */
export function shiftCount(count: number | bigint, bits: number, fn: string): number {
  if (count >= 0 && count < bits) return Number(count);
  throw undefinedInC(fn, `a shift of ${bits} bits by ${count}`);
}

/** A floating number as an integer of at most 32 bits: its fraction is discarded. */
export function truncated(value: number, bits: number, signed: boolean, fn: string): number {
  const integer = Math.trunc(value) + 0;
  const low = signed ? -(2 ** (bits - 1)) : 0;
  if (integer >= low && integer < low + 2 ** bits) return integer;
  throw undefinedInC(fn, `${value} as ${signed ? "a signed" : "an unsigned"} integer of ${bits} bits`);
}

/** A floating number as an integer of 64 bits. */
export function truncatedLong(value: number, signed: boolean, fn: string): bigint {
  const integer = Math.trunc(value);
  const low = signed ? -(2 ** 63) : 0;
  if (integer >= low && integer < low + 2 ** 64) return BigInt(integer);
  throw undefinedInC(fn, `${value} as ${signed ? "a signed" : "an unsigned"} integer of 64 bits`);
}

/** The `float` nearest to an integer. (By way of a double some would be rounded twice.) */
export function nearestFloat(value: bigint): number {
  const size = value < 0n ? -value : value;
  const surplus = size.toString(2).length - 53;
  if (surplus <= 0) return Math.fround(Number(value));
  // What is cut off only decides on which side of a half the rest is: one bit of it says that.
  const unit = 1n << BigInt(surplus);
  const kept = (size / unit) * unit;
  const sticky = size === kept ? kept : kept | unit;
  return Math.fround(Number(value < 0n ? -sticky : sticky));
}

/** The bytes of 16 bits in the other order. */
export function swap16(value: number): number {
  return ((value & 0xff) << 8) | (value >>> 8);
}

/** The bytes of 32 bits in the other order. */
export function swap32(value: number): number {
  return ((value << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0;
}

/** The bytes of 64 bits in the other order. */
export function swap64(value: bigint): bigint {
  const [low, high] = [Number(value & 0xffffffffn), Number(value >> 32n)];
  return (BigInt(swap32(low)) << 32n) | BigInt(swap32(high));
}
