import { markAsUntransferable } from "node:worker_threads";
import { addressOfBytes } from "./engine.ts";

/**
 * JS-owned memory for records and cells: zeroed, cut from ArrayBuffers of 8 KiB at multiples of 16 bytes.
 * V8 keeps an ArrayBuffer of this size outside of its moving heap, so an address in it stays. A slab lives while anything in it does.
 */
const SLAB = 8192;
const GRAIN = 16;

/** Nobody may transfer a slab away to another thread: others live there too. */
function newMemory(size: number): DataView {
  const buffer = new ArrayBuffer(size);
  markAsUntransferable(buffer);
  return new DataView(buffer);
}

let slab = newMemory(SLAB);
let used = 0;

/** The next multiple of the grain. Only for what fits into a slab: a size may have more than the 32 bits that `&` keeps. */
const toGrain = (end: number): number => (end + (GRAIN - 1)) & -GRAIN;

/** A place in JS-owned memory. */
export interface Place {
  readonly view: DataView;
  readonly offset: number;
}

/**
 * Zeroed memory of `size` bytes, as `make(view, offset)`.
 * @param align bytes; a power of two.
 */
export function allocate<T>(size: number, align: number, make: new (view: DataView, offset: number) => T): T {
  const offset = used;
  const end = offset + size;
  if (end <= SLAB && align <= GRAIN) {
    used = toGrain(end);
    return new make(slab, offset);
  }
  const place = allocateSlow(size, align);
  return new make(place.view, place.offset);
}

/** Zeroed memory for one value, as {@link allocate} gives it. */
export function place(size: number, align: number): Place {
  const offset = used;
  const end = offset + size;
  if (end > SLAB || align > GRAIN) return allocateSlow(size, align);
  used = toGrain(end);
  return { view: slab, offset };
}

function allocateSlow(size: number, align: number): Place {
  if (align > GRAIN || size > SLAB / 4) {
    const spare = align > GRAIN ? align : 0;
    const view = newMemory(Math.max(size + spare, SLAB / 4));
    const past = spare === 0 ? 0 : Number(addressOfBytes(new Uint8Array(view.buffer)) % BigInt(align));
    return { view, offset: past === 0 ? 0 : align - past };
  }
  slab = newMemory(SLAB);
  used = toGrain(size);
  return { view: slab, offset: 0 };
}
