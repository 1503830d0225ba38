/**
 * The 16-bit floats. Reading is exact; writing rounds to the nearest value and to the even one of two, as C's conversion from
 * `double` does. (DataView has methods for one of them, but not on every Node that this runs on.)
 */

/** A `_Float16` (IEEE 754 binary16). */
export function getFloat16(memory: DataView, offset: number): number {
  const bits = memory.getUint16(offset, true);
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (fraction + 1024) * 2 ** (exponent - 25);
}

export function setFloat16(memory: DataView, offset: number, value: number): void {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  memory.setUint16(offset, sign | float16Bits(Math.abs(value)), true);
}

/** Beyond this, halfway to what would come after the largest, is infinity. */
const LIMIT = 65520;

function float16Bits(size: number): number {
  if (Number.isNaN(size)) return 0x7e00;
  if (size >= LIMIT) return 0x7c00;
  if (size < 2 ** -14) return nearestEven(size * 2 ** 24);
  let exponent = Math.floor(Math.log2(size));
  if (2 ** exponent > size) exponent--;
  if (2 ** (exponent + 1) <= size) exponent++;
  // 1024 to 2048; the latter is the next exponent's first, which is what the sum makes of it.
  return ((exponent + 14) << 10) + nearestEven(size * 2 ** (10 - exponent));
}

/** A number that is not negative, as an integer. */
function nearestEven(value: number): number {
  const down = Math.floor(value);
  const rest = value - down;
  return rest > 0.5 || (rest === 0.5 && down % 2 === 1) ? down + 1 : down;
}

const single = new DataView(new ArrayBuffer(4));

/** A `__bf16`: the upper half of a `float`. */
export function getBfloat16(memory: DataView, offset: number): number {
  single.setUint32(0, memory.getUint16(offset, true) << 16);
  return single.getFloat32(0);
}

export function setBfloat16(memory: DataView, offset: number, value: number): void {
  memory.setUint16(offset, bfloat16Bits(value), true);
}

/** Through `float` rounded to odd: rounding twice to the nearest could give another value than rounding once. */
function bfloat16Bits(value: number): number {
  if (Number.isNaN(value)) return 0x7fc0;
  single.setFloat32(0, value);
  let bits = single.getUint32(0);
  const error = Math.abs(single.getFloat32(0)) - Math.abs(value);
  if (error > 0 && (bits & 1) === 0) bits -= 1;
  else if (error < 0) bits |= 1;
  const rest = bits & 0xffff;
  const down = bits >>> 16;
  return rest > 0x8000 || (rest === 0x8000 && down % 2 === 1) ? down + 1 : down;
}
