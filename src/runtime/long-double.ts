import { bitLength, nearestDouble, partsOf } from "./nearest-double.ts";

/** How a float that JavaScript has no typed array for is read and written. */
export interface FloatFormat {
  /** Bytes; the alignment is the same. */
  readonly size: number;
  get(memory: DataView, offset: number): number;
  set(memory: DataView, offset: number, value: number): void;
}

// `long double` is wider than a `number`: reading rounds to the nearest double, writing is exact.

const BIAS = 16383;
const SPECIAL = 0x7fff;

/** x87 extended precision: 64 bits of mantissa, the first of them explicit, 15 of exponent and a sign in ten bytes of sixteen. */
const EXTENDED: FloatFormat = {
  size: 16,
  get(memory, offset) {
    const mantissa = memory.getBigUint64(offset, true);
    const top = memory.getUint16(offset + 8, true);
    const [negative, exponent] = [top >= 0x8000, top & SPECIAL];
    if (exponent === SPECIAL) return special(negative, BigInt.asUintN(63, mantissa) === 0n);
    // What has no leading 1 ("unnormal") is an invalid operand to the processor.
    if (exponent !== 0 && mantissa >> 63n === 0n) return Number.NaN;
    return nearestDouble({ negative, mantissa, exponent: Math.max(exponent, 1) - BIAS - 63 });
  },
  set(memory, offset, value) {
    const [sign, exponent, fraction] = wide(value, 63);
    const lead = exponent === 0 ? 0n : 1n << 63n;
    memory.setBigUint64(offset, lead | fraction, true);
    memory.setUint16(offset + 8, sign | exponent, true);
    // Padding; C leaves it as it is, but memory that goes to C should not depend on what was there.
    memory.setUint16(offset + 10, 0, true);
    memory.setUint32(offset + 12, 0, true);
  },
};

/** IEEE 754 binary128: 112 bits of fraction, 15 of exponent and a sign. */
export const QUADRUPLE: FloatFormat = {
  size: 16,
  get(memory, offset) {
    const top = memory.getBigUint64(offset + 8, true);
    const fraction = (BigInt.asUintN(48, top) << 64n) | memory.getBigUint64(offset, true);
    const [negative, exponent] = [top >> 63n === 1n, Number(top >> 48n) & SPECIAL];
    if (exponent === SPECIAL) return special(negative, fraction === 0n);
    const mantissa = exponent === 0 ? fraction : fraction | (1n << 112n);
    return nearestDouble({ negative, mantissa, exponent: Math.max(exponent, 1) - BIAS - 112 });
  },
  set(memory, offset, value) {
    const [sign, exponent, fraction] = wide(value, 112);
    memory.setBigUint64(offset, BigInt.asUintN(64, fraction), true);
    memory.setBigUint64(offset + 8, (BigInt(sign | exponent) << 48n) | (fraction >> 64n), true);
  },
};

/** `long double` is `double` where the system says so. */
const DOUBLE: FloatFormat = {
  size: 8,
  get: (memory, offset) => memory.getFloat64(offset, true),
  set: (memory, offset, value) => memory.setFloat64(offset, value, true),
};

/** The format of `long double` on the system that this runs on: which of three, its ABI says. */
export const LONG_DOUBLE: FloatFormat =
  process.platform === "win32" || (process.platform === "darwin" && process.arch === "arm64")
    ? DOUBLE
    : process.arch === "x64"
      ? EXTENDED
      : QUADRUPLE;

function special(negative: boolean, infinite: boolean): number {
  if (!infinite) return Number.NaN;
  return negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Sign bit, exponent field and the `bits` of fraction behind the leading 1. */
function wide(value: number, bits: number): readonly [sign: number, exponent: number, fraction: bigint] {
  if (Number.isNaN(value)) return [0, SPECIAL, 1n << BigInt(bits - 1)];
  if (!Number.isFinite(value)) return [value < 0 ? 0x8000 : 0, SPECIAL, 0n];
  const { negative, mantissa, exponent } = partsOf(value);
  const sign = negative ? 0x8000 : 0;
  const length = bitLength(mantissa);
  if (length === 0) return [sign, 0, 0n];
  const fraction = BigInt.asUintN(bits, mantissa << BigInt(bits - length + 1));
  return [sign, exponent + length - 1 + BIAS, fraction];
}
