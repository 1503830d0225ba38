import { isForeign } from "./window.ts";

/**
 * JS-owned objects whose address was written into JS-owned memory, by where it was written: they live as long as that memory.
 * Memory that C owns cannot keep anything alive.
 */
const kept = new WeakMap<ArrayBufferLike, Map<number, object>>();
let used = false;

/** `object` (or nothing) is now pointed to from byte `offset` of `memory`. */
export function retain(memory: DataView, offset: number, object: object | null): void {
  if (object === null) {
    if (used) kept.get(memory.buffer)?.delete(memory.byteOffset + offset);
    return;
  }
  used = true;
  let places = kept.get(memory.buffer);
  if (places === undefined) {
    places = new Map();
    kept.set(memory.buffer, places);
  }
  places.set(memory.byteOffset + offset, object);
}

/**
 * The bytes were copied from one memory to another: what the source kept, the target keeps too.
 * @returns false if the target is C's memory and the source holds pointers to JS-owned objects: do not copy then.
 */
export function retainCopy(to: DataView, toOffset: number, from: DataView, fromOffset: number, size: number): boolean {
  if (!used) return true;
  const start = from.byteOffset + fromOffset;
  const found = [...(kept.get(from.buffer) ?? [])].filter(([at]) => at >= start && at < start + size);
  if (found.length > 0 && isForeign(to)) return false;
  forget(to, toOffset, size);
  for (const [at, object] of found) retain(to, toOffset + at - start, object);
  return true;
}

/** Nothing is pointed to any more from `size` bytes of `memory`, which have been or are to be overwritten. */
export function forget(memory: DataView, offset: number, size: number): void {
  if (!used) return;
  for (const at of kept.get(memory.buffer)?.keys() ?? []) {
    const inside = at - memory.byteOffset - offset;
    if (inside >= 0 && inside < size) retain(memory, offset + inside, null);
  }
}
