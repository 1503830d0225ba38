import { Buffer } from "node:buffer";
import { outOfRange, wrongType } from "./argument-error.ts";
import type * as c from "./c.ts";
import { ptr } from "./check-pointer.ts";
import { checkText } from "./check-text.ts";
import { addressOfView } from "./engine.ts";
import { heapAlloc, heapFree, heapFreeForeign, heapRealloc } from "./heap.ts";
import { Owned } from "./owned.ts";
import type { Pointer } from "./pointer.ts";
import { refAdvice } from "./pointer-advice.ts";
import type { PointerArg } from "./pointer-arg.ts";
import { isForeign, windowAt } from "./window.ts";

/** `size` bytes of C's heap, with anything in them; never NULL. Yours to {@link free}, or C's if it takes them over. */
export function malloc<T = unknown>(size: number): Pointer<T> {
  return heapAlloc(size, false, "malloc") as Pointer<T>;
}

/** The same, zeroed: `count` times `size` bytes. */
export function calloc<T = unknown>(count: number, size: number): Pointer<T> {
  if (!Number.isSafeInteger(count) || count < 0) throw outOfRange("calloc", "count", "a whole number", count);
  if (!Number.isSafeInteger(size) || size < 0) throw outOfRange("calloc", "size", "a whole number of bytes", size);
  return heapAlloc(count * size, true, "calloc") as Pointer<T>;
}

/** Moves a block of C's heap to one of `size` bytes. `p`, and what shows the memory there, are not valid any more. */
export function realloc<T>(p: Pointer<T> | null, size: number): Pointer<T> {
  return heapRealloc(addressToFree(p, "realloc"), size, "realloc") as Pointer<T>;
}

/**
 * Frees what `malloc`, `calloc`, `realloc`, `allocString`, `T.malloc()` or `T.mallocArray()` gave, by its pointer or by the object itself,
 * which is unusable from then on. Nothing happens to NULL.
 */
export function free(memory: Exclude<PointerArg, Owned<unknown>>): void {
  const address = addressToFree(memory, "free");
  if (address !== null) heapFree(address, "free");
}

/** C's `free`, for what C allocated with `malloc`, such as a result of `strdup`. Nothing checks that it did. */
export function freeForeign(p: Pointer | null): void {
  const given: unknown = p;
  if (given === null) return;
  if (typeof given !== "bigint") throw wrongType("freeForeign", "p", "a pointer or null", given, refAdvice(given));
  heapFreeForeign(given, "freeForeign");
}

/** `text` as UTF-8 with its NUL, in C's heap; {@link free} it, unless C does. `null` for `null`. */
export function allocString(text: string): Pointer<c.char>;
export function allocString(text: string | null): Pointer<c.char> | null;
export function allocString(text: string | null): Pointer<c.char> | null {
  if (text === null) return null;
  if (typeof text !== "string") throw wrongType("allocString", "text", "a string or null", text);
  checkText(text, "allocString", "text");
  const length = Buffer.byteLength(text);
  const p = heapAlloc(length + 1, false, "allocString");
  const address = Number(p);
  const { view, base } = windowAt(address);
  Buffer.from(view.buffer as ArrayBuffer, address - base, length).write(text);
  view.setUint8(address - base + length, 0);
  return p as Pointer<c.char>;
}

function addressToFree(memory: unknown, owner: string): bigint | null {
  if (memory instanceof Owned) throw wrongType(owner, "p", "a pointer or memory", memory, ": dispose of it");
  const native = ptr(memory as PointerArg, owner, "p");
  if (native === null || typeof native === "bigint") return native;
  if (isForeign(native)) return addressOfView(native);
  throw wrongType(owner, "p", "memory of C's heap", memory, ", which is JavaScript's: it goes when it is unreachable");
}
