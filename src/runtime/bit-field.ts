import { outOfRange, wrongType } from "./argument-error.ts";

/**
 * Bit-fields of little-endian targets: `width` bits, the first of them bit `bit` (counted from the least significant) of the byte at `offset`.
 * Only the bytes that hold the field are touched: the record may end there.
 */

/** A bit-field of up to 32 bits. `bit` is below 8. */
export function getBits(memory: DataView, offset: number, bit: number, width: number, signed: boolean): number {
  let value = 0;
  for (let i = ((bit + width - 1) >> 3) | 0; i >= 0; i--) value = value * 256 + memory.getUint8(offset + i);
  value = Math.floor(value / 2 ** bit) % 2 ** width;
  return signed && value >= 2 ** (width - 1) ? value - 2 ** width : value;
}

/** Writes a bit-field of up to 32 bits; a RangeError if `value` does not fit. */
export function setBits(
  memory: DataView,
  offset: number,
  bit: number,
  width: number,
  signed: boolean,
  value: number,
  owner: string,
  name: string,
): void {
  if (typeof value !== "number") throw wrongType(owner, name, "a number", value);
  const [low, high] = signed ? [-(2 ** (width - 1)), 2 ** (width - 1) - 1] : [0, 2 ** width - 1];
  if (!Number.isInteger(value) || value < low || value > high) {
    throw outOfRange(owner, name, `an integer from ${low} to ${high} (${width} bits)`, value);
  }
  store(memory, offset, bit, width, BigInt(value));
}

/** A bit-field of up to 64 bits that is a bigint. */
export function getBigBits(memory: DataView, offset: number, bit: number, width: number, signed: boolean): bigint {
  const value = load(memory, offset, bit, width) >> BigInt(bit);
  return signed ? BigInt.asIntN(width, value) : BigInt.asUintN(width, value);
}

/** Writes a bit-field of up to 64 bits; a RangeError if `value` does not fit. */
export function setBigBits(
  memory: DataView,
  offset: number,
  bit: number,
  width: number,
  signed: boolean,
  value: bigint | number,
  owner: string,
  name: string,
): void {
  if (typeof value !== "bigint" && !Number.isSafeInteger(value))
    throw wrongType(owner, name, "a bigint or safe integer", value);
  const big = BigInt(value);
  if ((signed ? BigInt.asIntN(width, big) : BigInt.asUintN(width, big)) !== big) {
    throw outOfRange(owner, name, `${signed ? "a signed" : "an unsigned"} integer of ${width} bits`, value);
  }
  store(memory, offset, bit, width, big);
}

function load(memory: DataView, offset: number, bit: number, width: number): bigint {
  let value = 0n;
  for (let i = (bit + width - 1) >> 3; i >= 0; i--) value = (value << 8n) | BigInt(memory.getUint8(offset + i));
  return value;
}

function store(memory: DataView, offset: number, bit: number, width: number, value: bigint): void {
  const mask = ((1n << BigInt(width)) - 1n) << BigInt(bit);
  let bytes = (load(memory, offset, bit, width) & ~mask) | ((value << BigInt(bit)) & mask);
  for (let i = 0; i <= (bit + width - 1) >> 3; i++, bytes >>= 8n) memory.setUint8(offset + i, Number(bytes & 0xffn));
}
