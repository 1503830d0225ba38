import { outOfRange, withArticle, wrongType } from "./argument-error.ts";
import { CHECKED } from "./checks.ts";
import type { PointerTarget, TypeInfo } from "./ctype.ts";
import type { Pointer } from "./pointer.ts";
import { refAdvice } from "./pointer-advice.ts";

/** The pointer `bytes` bytes behind `p` (or before it): `(char *)p + bytes`, a `void *`. Elements further: `T.offset(p, n)`. */
export function offset(p: Pointer, bytes: number): Pointer {
  return moved(p, bytes, 1, "offset", "bytes");
}

/** Bytes from `from` to `to`: `(char *)to - (char *)from`. */
export function distance(from: Pointer, to: Pointer): number {
  return Number(address(to, "distance", "to") - address(from, "distance", "from"));
}

/**
 * C's cast: the same pointer, said to point to `target`. In checked mode a RangeError where no `target` can be, since its
 * alignment asks for another address.
 */
export function cast<T>(p: Pointer, target: PointerTarget<T>): Pointer<T>;
export function cast<T>(p: Pointer | null, target: PointerTarget<T>): Pointer<T> | null;
export function cast<T>(p: Pointer | null, target: PointerTarget<T>): Pointer<T> | null {
  if (p === null) return null;
  const given = address(p, "cast", "p");
  if (typeof (target as Partial<TypeInfo> | null | undefined)?.align !== "number")
    throw wrongType("cast", "target", "a C type such as c.int, a record class or a function type", target);
  if (CHECKED) checkAligned(Number(given), target, "cast", "p");
  return given as Pointer<T>;
}

/** Throws if a `type` cannot be at this address. */
export function checkAligned(address: number, type: TypeInfo, fn: string, parameter: string): void {
  // The low 32 bits of an address are enough for any alignment.
  if (((address | 0) & (type.align - 1)) === 0) return;
  throw new RangeError(
    `${fn}: ${parameter} is at 0x${address.toString(16)}, but ${withArticle(type.name)} is at a multiple of ${type.align} bytes`,
  );
}

/** `p + count` of elements of `size` bytes. */
export function moved<T>(p: Pointer<T>, count: number, size: number, fn: string, parameter: string): Pointer<T> {
  const from = address(p, fn, "p");
  if (!Number.isSafeInteger(count)) throw outOfRange(fn, parameter, "an integer", count);
  const to = from + BigInt(count) * BigInt(size);
  if (to > 0n && BigInt.asUintN(64, to) === to) return to as Pointer<T>;
  throw outOfRange(fn, parameter, "one that leads to an address", count);
}

function address(p: unknown, fn: string, parameter: string): bigint {
  if (typeof p === "bigint") return p;
  throw wrongType(fn, parameter, "a pointer other than NULL", p, refAdvice(p));
}
