import { describe } from "./argument-error.ts";
import type { TypeInfo } from "./ctype.ts";
import { checkNotFreed } from "./heap.ts";
import { refAdvice } from "./pointer-advice.ts";
import { isAddress, notAnAddress } from "./window.ts";

/** The address of `p[i]`. A NULL `p` is a TypeError; so is, in checked mode, one that has been freed; any other `p` is trusted, as in C. */
export function elementAt(p: unknown, i: number, type: TypeInfo, method: string): number {
  if (typeof p !== "bigint") {
    throw new TypeError(
      `${type.name}.${method}: ${p === null ? "the pointer is NULL" : `not a pointer: ${describe(p)}${refAdvice(p)}`}`,
    );
  }
  if (!Number.isSafeInteger(i))
    throw new RangeError(`${type.name}.${method}: the index must be an integer, got ${describe(i)}`);
  const address = Number(p);
  // Also where the index leads back to memory.
  if (!isAddress(address)) throw notAnAddress(address, `${type.name}.${method}`, "p");
  checkNotFreed(address, type.name);
  return address + i * type.size;
}
