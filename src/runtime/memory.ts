import { Buffer } from "node:buffer";
import { outOfRange, wrongType } from "./argument-error.ts";
import * as c from "./c.ts";
import { u8 } from "./check-number.ts";
import { checkWritable } from "./constant-memory.ts";
import { copyBytes } from "./copy-bytes.ts";
import { Located } from "./located.ts";
import type { Pointer } from "./pointer.ts";
import { refAdvice } from "./pointer-advice.ts";
import type { PointerArg } from "./pointer-arg.ts";
import { forget, retainCopy } from "./retained.ts";
import { type Span, spanOf } from "./span.ts";
import { checkAddress } from "./window.ts";

/** The `bytes` bytes at `p`, in place and not copied; valid for as long as C keeps them. Of other types: `c.int.view(p, n)`. */
export function view(p: Pointer | null, bytes: number | bigint): Uint8Array {
  if (typeof p !== "bigint") throw wrongType("view", "p", "a pointer that is not NULL", p, refAdvice(p));
  checkAddress(Number(p), "view", "p");
  return c.uchar.view(p, bytes);
}

/**
 * Copies bytes, also between memories that overlap.
 * @param bytes how many; without it all of what is known to be there, of the smaller of the two.
 */
export function copy(to: PointerArg, from: PointerArg, bytes?: number): void {
  const target = spanOf(to, 0, "copy", "to");
  if (to instanceof Located) checkWritable(to["~m"]);
  const source = spanOf(from, 0, "copy", "from");
  const size = bytes ?? known("copy", target, source);
  checkRoom(size, "copy", { to: target, from: source });
  if (!retainCopy(target.view, target.at, source.view, source.at, size)) {
    throw new TypeError(
      "copy: to is C's memory, and from points to JavaScript objects, which C's memory cannot keep alive",
    );
  }
  copyBytes(target.view, target.at, source.view, source.at, size);
}

/** Sets bytes to `byte` (0 to 255); without `bytes` all of what is known to be there. */
export function fill(memory: PointerArg, byte: number, bytes?: number): void {
  const target = spanOf(memory, 0, "fill", "memory");
  if (memory instanceof Located) checkWritable(memory["~m"]);
  const size = bytes ?? known("fill", target);
  checkRoom(size, "fill", { memory: target });
  bytesIn(target, size).fill(u8(byte, "fill", "byte"));
  forget(target.view, target.at, size);
}

/** Compares bytes as `memcmp` does: below 0, 0 or above. Without `bytes` all of what is known to be there, of the smaller of the two. */
export function compare(a: PointerArg, b: PointerArg, bytes?: number): number {
  const left = spanOf(a, 0, "compare", "a");
  const right = spanOf(b, 0, "compare", "b");
  const size = bytes ?? known("compare", left, right);
  checkRoom(size, "compare", { a: left, b: right });
  return Buffer.compare(bytesIn(left, size), bytesIn(right, size));
}

function bytesIn({ view, at }: Span, size: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + at, size);
}

function known(fn: string, ...spans: readonly Span[]): number {
  const sizes = spans.flatMap(({ size }) => (size === null ? [] : [size]));
  if (sizes.length > 0) return Math.min(...sizes);
  throw new TypeError(`${fn}: only you know how many bytes there are behind a pointer of C's: say how many`);
}

/** A memory larger than what one window shows on Node 20 is none of ours either. */
const LIMIT = 2 ** 31;

function checkRoom(size: number, fn: string, spans: { readonly [parameter: string]: Span }): void {
  if (!Number.isSafeInteger(size) || size < 0 || size > LIMIT)
    throw outOfRange(fn, "bytes", "a whole number up to 2^31", size);
  for (const [parameter, span] of Object.entries(spans)) {
    if (span.size !== null && size > span.size)
      throw new RangeError(`${fn}: ${parameter} has ${span.size} bytes, not ${size}`);
  }
}
