import { outOfRange, wrongType } from "./argument-error.ts";
import { f64 } from "./check-number.ts";
import type { CType, Scalar } from "./ctype.ts";
import { describeType } from "./describe-type.ts";
import type { FloatFormat } from "./long-double.ts";

/** Scalars that no engine knows: they are numbers and bigints in memory, and go by value in the pieces that the ABI cuts them into. */

/** A descriptor that writes more kinds of value than it reads. */
export interface WideType<B, J, W> extends CType<B, J> {
  write(memory: DataView, offset: number, value: J | W, owner: string, name: string): void;
}

/** `__int128` or `unsigned __int128`: a bigint. */
export function int128Type<N extends string>(
  name: string,
  signed: boolean,
): WideType<Scalar<N, bigint, never>, bigint, number> {
  const check = (value: unknown, owner: string, member: string): bigint => int128(value, signed, owner, member);
  return describeType<Scalar<N, bigint, never>, bigint>({
    name,
    size: 16,
    align: 16,
    kind: "int",
    native: null,
    pass: () => null,
    read: (memory, offset) => {
      const high = signed ? memory.getBigInt64(offset + 8, true) : memory.getBigUint64(offset + 8, true);
      return (high << 64n) | memory.getBigUint64(offset, true);
    },
    write: (memory, offset, value, owner, member) => {
      const bits = check(value, owner, member);
      memory.setBigUint64(offset, BigInt.asUintN(64, bits), true);
      memory.setBigUint64(offset + 8, BigInt.asUintN(64, bits >> 64n), true);
    },
  });
}

function int128(value: unknown, signed: boolean, owner: string, name: string): bigint {
  const range = signed ? "-2^127 to 2^127-1" : "0 to 2^128-1";
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value))
      throw outOfRange(owner, name, `a safe integer (beyond 2^53 give a bigint)`, value);
  } else if (typeof value !== "bigint") {
    throw wrongType(owner, name, `a bigint or number (${signed ? "" : "u"}int128)`, value);
  }
  const bits = BigInt(value);
  if ((signed ? BigInt.asIntN(128, bits) : BigInt.asUintN(128, bits)) === bits) return bits;
  throw outOfRange(owner, name, `from ${range}`, value);
}

/** A float of another width than JavaScript's two. */
export function floatType<N extends string, E = never>(
  name: string,
  { size, get, set }: FloatFormat,
): CType<Scalar<N, number, E, never>, number> {
  return describeType<Scalar<N, number, E, never>, number>({
    name,
    size,
    align: size,
    kind: "float",
    native: null,
    pass: () => null,
    read: get,
    write: (memory, offset, value, owner, member) => set(memory, offset, f64(value, owner, member)),
  });
}

/** A complex number. C lays it out as an array of the two (C17 6.2.5p13). */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** `_Complex` of a float. `Elements` are the typed arrays that C takes for an array of them: re, im, re, im, … */
export function complexType<N extends string, Elements>(
  name: string,
  part: Pick<CType<unknown, number>, "size" | "align" | "read" | "write">,
): CType<Scalar<N, Complex, Elements, never>, Complex> {
  const { size } = part;
  return describeType<Scalar<N, Complex, Elements, never>, Complex>({
    name,
    size: 2 * size,
    align: part.align,
    kind: "complex",
    native: null,
    pass: () => null,
    read: (memory, offset) => ({ re: part.read(memory, offset), im: part.read(memory, offset + size) }),
    write: (memory, offset, value, owner, member) => {
      const given: unknown = value;
      if (typeof given !== "object" || given === null || !("re" in given) || !("im" in given)) {
        throw wrongType(owner, member, "a complex number { re, im }", value);
      }
      const [re, im] = [f64(value.re, owner, `${member}.re`), f64(value.im, owner, `${member}.im`)];
      part.write(memory, offset, re, owner, member);
      part.write(memory, offset + size, im, owner, member);
    },
  });
}
