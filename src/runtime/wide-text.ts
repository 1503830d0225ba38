import { Buffer } from "node:buffer";
import { wrongType } from "./argument-error.ts";
import type * as c from "./c.ts";
import { isMemoryOf, type NativePointer, ptr } from "./check-pointer.ts";
import { checkText } from "./check-text.ts";
import type { PointerTarget, TypeInfo } from "./ctype.ts";
import { checkNotFreed } from "./heap.ts";
import { Owned } from "./owned.ts";
import type { Pointer, ReadableAs } from "./pointer.ts";
import { pointerAdvice, refAdvice } from "./pointer-advice.ts";
import type { PointerArg } from "./pointer-arg.ts";
import { viewClass } from "./view-class.ts";
import { checkAddress, windowAt } from "./window.ts";

/** What UTF-16 is made of: `char16_t`, which C makes of a `short`; on Windows `wchar_t`. */
type Unit = c.char16 | c.ushort | c.short | c.wchar;
/** What UTF-32 is made of: `char32_t`, which C makes of an `int`; but on Windows `wchar_t`. */
type Point = c.char32 | c.uint | c.int | c.wchar;

type Readable<P, C> = (unknown extends P ? Pointer<P> : ReadableAs<P, C>) | null;

/** The NUL-terminated UTF-16 text at `p`, copied; `null` for NULL. The memory must hold a NUL. */
export function cstring16<P>(p: Readable<P, Unit>): string | null {
  return read(p, 2, "cstring16", (view, start, end) =>
    Buffer.from(view.buffer as ArrayBuffer, view.byteOffset + start, end - start).toString("utf16le"),
  );
}

/** The NUL-terminated UTF-32 text at `p`, copied; `null` for NULL. What is no character becomes U+FFFD. */
export function cstring32<P>(p: Readable<P, Point>): string | null {
  return read(p, 4, "cstring32", fromPoints);
}

/** The NUL-terminated `wchar_t` text at `p`, copied: UTF-16 on Windows, UTF-32 elsewhere; `null` for NULL. */
export function wcstring<P>(p: Readable<P, Unit | Point>): string | null {
  if (p !== null && typeof p !== "bigint") throw notText(p, "wcstring");
  if (p !== null) checkAddress(Number(p), "wcstring", "p");
  return process.platform === "win32" ? cstring16(p as Pointer | null) : cstring32(p as Pointer | null);
}

/** Copies text from `start` to before `end`. */
type Decode = (view: DataView, start: number, end: number) => string;

function read(given: unknown, size: 2 | 4, name: string, decode: Decode): string | null {
  if (given === null) return null;
  if (typeof given !== "bigint") throw notText(given, name);
  const address = Number(given);
  checkAddress(address, name, "p");
  checkNotFreed(address, name);
  const { view, base } = windowAt(address);
  const start = address - base;
  let end = start;
  while ((size === 2 ? view.getUint16(end, true) : view.getUint32(end, true)) !== 0) end += size;
  return decode(view, start, end);
}

function notText(given: unknown, name: string): TypeError {
  const advice = ArrayBuffer.isView(given) ? "; for an array use text(array)" : refAdvice(given);
  return wrongType(name, "p", "a pointer (a bigint) or null", given, advice);
}

/** The text in an array of code units, up to the first NUL or else to the end. */
export function wideArrayText(array: Uint16Array | Int32Array | Uint32Array): string {
  const nul = array.indexOf(0);
  const bytes = (nul < 0 ? array.length : nul) * array.BYTES_PER_ELEMENT;
  const view = new DataView(array.buffer, array.byteOffset, array.byteLength);
  if (!(array instanceof Uint16Array)) return fromPoints(view, 0, bytes);
  return Buffer.from(array.buffer as ArrayBuffer, array.byteOffset, bytes).toString("utf16le");
}

function fromPoints(view: DataView, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at += 4) {
    const point = view.getUint32(at, true);
    const isCharacter = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    text += String.fromCodePoint(isCharacter ? point : 0xfffd);
  }
  return text;
}

/** Argument check of `const wchar_t *` and its kin, with `target` for one character: text, or what any such pointer takes. */
export function wideStr<T>(
  target: PointerTarget<T>,
  value: string | PointerArg<T>,
  fn: string,
  parameter: string,
): string | NativePointer {
  const given: unknown = value;
  if (typeof given === "string") return checkText(given, fn, parameter);
  if (typeof given === "bigint" || given === null) return given;
  if (given instanceof Owned || isMemoryOf(target, given)) return ptr(value as PointerArg, fn, parameter);
  const type: TypeInfo = target;
  const wanted = `a string, a pointer, a Ref, a ${viewClass(type)} or null`;
  throw wrongType(fn, parameter, wanted, given, pointerAdvice(given, type));
}
