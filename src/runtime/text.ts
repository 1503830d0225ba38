import { Buffer } from "node:buffer";
import { describe, wrongType } from "./argument-error.ts";
import type * as c from "./c.ts";
import { checkNotFreed } from "./heap.ts";
import type { Pointer, ReadableAs } from "./pointer.ts";
import { refAdvice } from "./pointer-advice.ts";
import { wideArrayText } from "./wide-text.ts";
import { checkAddress, windowAt } from "./window.ts";

/** What text is made of: `char` and its two relatives. */
type Character = c.char | c.schar | c.uchar;

/**
 * The NUL-terminated UTF-8 text at `p`, copied; `null` for NULL. Invalid UTF-8 becomes U+FFFD.
 * The memory must hold a NUL: without one this reads past its end, as strlen does.
 */
export function cstring<P>(p: unknown extends P ? Pointer<P> : ReadableAs<P, Character>): string;
export function cstring<P>(p: (unknown extends P ? Pointer<P> : ReadableAs<P, Character>) | null): string | null;
export function cstring<P>(
  p: (unknown extends P ? Pointer<P> : ReadableAs<P, Character>) | null,
  ...more: readonly unknown[]
): string | null {
  // A length, from who knows `read(p, n)` of others. (`xs.map(cstring)` gives two more.)
  if (more.length === 1) throw new TypeError(`cstring: takes a pointer alone: for n bytes, text(c.char.view(p, n))`);
  const given: unknown = p;
  if (given === null) return null;
  if (typeof given !== "bigint") {
    const advice = ArrayBuffer.isView(given) ? "; for bytes use text(bytes)" : refAdvice(given);
    throw wrongType("cstring", "p", "a pointer (a bigint) or null", given, advice);
  }
  const address = Number(given);
  checkAddress(address, "cstring", "p");
  checkNotFreed(address, "cstring");
  const { view, base } = windowAt(address);
  const start = address - base;
  let end = start;
  while (view.getUint8(end) !== 0) end++;
  return Buffer.from(view.buffer as ArrayBuffer, start, end - start).toString("utf8");
}

/**
 * The text in an array, up to the first NUL or else to the end: UTF-8 in bytes, which a `char name[16]` member reads as;
 * UTF-16 and UTF-32 in wider elements, as those of a `wchar_t name[16]`.
 */
export function text(bytes: Uint8Array | Uint16Array | Int32Array | Uint32Array): string {
  if (bytes instanceof Uint16Array || bytes instanceof Int32Array || bytes instanceof Uint32Array) {
    return wideArrayText(bytes);
  }
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(`text: takes bytes, got ${describe(bytes)}; for a pointer use cstring(p)`);
  }
  const end = bytes.indexOf(0);
  const { buffer, byteOffset, byteLength } = bytes;
  return Buffer.from(buffer as ArrayBuffer, byteOffset, end < 0 ? byteLength : end).toString("utf8");
}
