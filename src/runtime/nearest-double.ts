const scratch = new DataView(new ArrayBuffer(8));

/** A finite double taken apart: `mantissa * 2 ** exponent`. */
export interface Parts {
  readonly negative: boolean;
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** The parts of a finite double, exactly. The mantissa has at most 53 bits. */
export function partsOf(value: number): Parts {
  scratch.setFloat64(0, value);
  const bits = scratch.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const negative = bits >> 63n === 1n;
  return biased === 0
    ? { negative, mantissa: fraction, exponent: -1074 }
    : { negative, mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

/** Bits of a number that is not negative, without leading zeros. */
export function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

/** `mantissa * 2 ** exponent`, rounded to the nearest double and to the even one of two, as the processor rounds. */
export function nearestDouble({ negative, mantissa, exponent }: Parts): number {
  const bits = bitLength(mantissa);
  const top = exponent + bits - 1;
  // Below 2^-1022 a double has fewer bits.
  const precision = top >= -1022 ? 53 : 53 + 1022 + top;
  const drop = bits - precision;
  const kept = drop <= 0 ? mantissa : rounded(mantissa, BigInt(drop));
  const power = drop <= 0 ? exponent : exponent + drop;
  const size = top > 1023 ? Number.POSITIVE_INFINITY : Number(kept) * 2 ** power;
  return negative ? -size : size;
}

/** `value >> drop`, to the nearest and then to even. */
function rounded(value: bigint, drop: bigint): bigint {
  const down = value >> drop;
  const rest = value & ((1n << drop) - 1n);
  const half = 1n << (drop - 1n);
  return rest > half || (rest === half && (down & 1n) === 1n) ? down + 1n : down;
}
