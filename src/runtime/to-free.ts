import { describe } from "./argument-error.ts";
import { isOver } from "./call-phase.ts";
import { addressOfView } from "./engine.ts";
import { isGone } from "./gone-memory.ts";
import { Handle } from "./handle.ts";
import { blockSize, checkNotFreed } from "./heap.ts";
import { checkNotHeld } from "./held-memory.ts";
import { engineMemory, Located } from "./located.ts";
import { Owned } from "./owned.ts";
import { isPinned } from "./pin.ts";
import { isForeign } from "./window.ts";

/**
 * Refuses what a C function that frees its argument must not be given: memory of JavaScript's, what something else frees, what has been
 * freed. (What is no pointer at all is left to the check of the pointer.)
 *
 * @param ofHeap whether it frees what C's `malloc` gives, and not only what its own library has allocated.
 */
export function toFree<T>(value: T, fn: string, parameter: string, ofHeap = false): T {
  if (isOver()) return value;
  const fault = faultOf(value, fn, parameter, ofHeap);
  if (fault === null) return value;
  throw new TypeError(`${fn}: ${parameter} must be memory that ${fn} may free, got ${describe(value)}${fault}`);
}

const OF_JAVASCRIPT = ", which is JavaScript's: it goes when it is unreachable";

function faultOf(value: unknown, fn: string, parameter: string, ofHeap: boolean): string | null {
  if (value === null) return null;
  if (typeof value === "bigint") return addressFault(value, fn, parameter, ofHeap);
  if (typeof value === "string") return ", of which C gets a copy that is JavaScript's";
  if (value instanceof Owned) {
    // One of this very function has its own words; one that ended is no memory.
    Owned.address(value, fn, parameter);
    return ", which frees it by another function: dispose(), or give its release()";
  }
  if (value instanceof Handle) return ", which is no memory: dispose()";
  if (value instanceof Located) {
    if (isGone(value)) return null;
    const memory = engineMemory(value);
    return typeof memory === "bigint" ? addressFault(memory, fn, parameter, ofHeap) : OF_JAVASCRIPT;
  }
  if (!ArrayBuffer.isView(value)) return null;
  return isForeign(value) ? addressFault(addressOfView(value), fn, parameter, ofHeap) : OF_JAVASCRIPT;
}

function addressFault(address: bigint, fn: string, parameter: string, ofHeap: boolean): string | null {
  if (Handle.isMarked(address)) return ", which is a handle and no memory";
  if (isPinned(address)) return `, which is a pin${OF_JAVASCRIPT}`;
  checkNotFreed(Number(address), `${fn}: ${parameter}`);
  Owned.checkFree(address, fn, parameter);
  // What a library keeps it may wait for itself.
  if (ofHeap) checkNotHeld(address, 1, fn, parameter);
  else if (blockSize(address) !== null) return ", which malloc of this runtime gave: free(it)";
  return null;
}
