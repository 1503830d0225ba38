import { markAsUntransferable } from "node:worker_threads";
import { type Addressable, addressOf, type Pointee } from "./address.ts";
import { wrongType } from "./argument-error.ts";
import { Located } from "./located.ts";
import { Owned } from "./owned.ts";

/** What C was given for longer than a call, by the object that ends it. */
const pinned = new Map<Owned<unknown>, object>();

/** Addresses of what is pinned, and how often. */
const addresses = new Map<bigint, number>();

/** Whether memory of JavaScript's is pinned there. */
export function isPinned(address: bigint): boolean {
  return addresses.has(address);
}

/**
 * Gives memory of JavaScript's to C for longer than a call: the memory stays, and the pointer to it is valid, until the result is
 * disposed of, even if nobody holds either. (Its buffer cannot be transferred to another thread any more.)
 */
export function pin<M extends Addressable>(memory: M): Owned<Pointee<M>> {
  if (!(memory instanceof Located) && !ArrayBuffer.isView(memory))
    throw wrongType("pin", "memory", "a typed array, a record, a Ref or an array", memory);
  const { buffer } = memory instanceof Located ? memory["~m"] : memory;
  if ((buffer as { readonly resizable?: boolean }).resizable)
    throw wrongType("pin", "memory", "of a size that stays: its ArrayBuffer is resizable", memory);
  const address = addressOf(memory);
  if (buffer instanceof ArrayBuffer) markAsUntransferable(buffer);
  // (A name that no C function has: an `Owned` knows by it who frees it.)
  const $pinned = (): void => unpin(owned, address);
  const owned: Owned<Pointee<M>> = new Owned<Pointee<M>>({ address, free: $pinned, kept: [] });
  pinned.set(owned, memory);
  addresses.set(address, (addresses.get(address) ?? 0) + 1);
  return owned;
}

function unpin(owned: Owned<unknown>, address: bigint): void {
  pinned.delete(owned);
  const others = (addresses.get(address) ?? 1) - 1;
  if (others === 0) addresses.delete(address);
  else addresses.set(address, others);
}
