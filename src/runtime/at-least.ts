import { Buffer } from "node:buffer";
import { isOver, outsidePhase } from "./call-phase.ts";
import type { NativePointer } from "./check-pointer.ts";
import { CHECKED } from "./checks.ts";
import type { TypeInfo } from "./ctype.ts";
import { blockSize } from "./heap.ts";
import { NO_BYTES } from "./located.ts";

/** `(size_t)-1`: C libraries write it for a length that is not known. */
const NO_LENGTH = 2n ** 64n - 1n;

/**
 * Refuses memory that C would go beyond. What is behind an address is known of our own heap only, in checked mode.
 *
 * @param native the argument as C gets it.
 * @param count elements that C reads or writes, or what asks C for it; what is no count is left to the check of the parameter that it comes from.
 */
export function atLeast<N extends string | NativePointer>(
  native: N,
  count: number | bigint | (() => number | bigint),
  element: TypeInfo,
  fn: string,
  parameter: string,
): N {
  if (isOver()) return native;
  const size = sizeOf(native);
  if (size === null) return native;
  const wanted: unknown = typeof count === "function" ? outsidePhase(count) : count;
  if ((typeof wanted !== "number" && typeof wanted !== "bigint") || wanted === NO_LENGTH) return native;
  if (!(Number(wanted) * element.size > size)) return native;
  const has = Math.floor(size / element.size);
  throw new RangeError(
    `${fn}: ${parameter} must have ${wanted} elements (${element.name}) or more: C goes that far; there are ${has}`,
  );
}

/** What a typed array has, whatever a class derived from it says. (A DataView has become one by now.) */
const lengthOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), "byteLength")
  ?.get as () => number;

/** Bytes; `null` where that is not known. */
function sizeOf(native: string | NativePointer): number | null {
  if (native === null) return null;
  if (typeof native === "bigint") return CHECKED ? blockSize(native) : null;
  if (typeof native === "string") return Buffer.byteLength(native) + 1;
  return native === NO_BYTES ? 0 : lengthOf.call(native);
}

/** A number of elements that is a product; what is none makes none. */
export function product(...factors: readonly (number | bigint)[]): number {
  return factors.reduce<number>((all, one) => (typeof one === "string" ? Number.NaN : all * Number(one)), 1);
}
