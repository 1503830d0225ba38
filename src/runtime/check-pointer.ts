import { withArticle, wrongType } from "./argument-error.ts";
import { checkText } from "./check-text.ts";
import { CHECKED } from "./checks.ts";
import type { Kind, PointerTarget, TypeInfo } from "./ctype.ts";
import { addressOfView } from "./engine.ts";
import { isGone } from "./gone-memory.ts";
import { Handle } from "./handle.ts";
import { engineMemory, Located, NO_BYTES } from "./located.ts";
import { Owned } from "./owned.ts";
import { memoryAdvice, pointerAdvice, refAdvice } from "./pointer-advice.ts";
import type { CString, PointerArg } from "./pointer-arg.ts";
import { checkAligned } from "./pointer-arithmetic.ts";
import { isRecordClass, type RecordClass, type RecordView } from "./record.ts";
import { recordType } from "./record-type.ts";
import { viewClass } from "./view-class.ts";
import { isForeign } from "./window.ts";

/** A pointer as the engine takes it: an address, bytes that it passes the address of, or NULL. */
export type NativePointer = bigint | ArrayBufferView | null;

/** Argument check of `void *`: any pointer, any memory. */
export function ptr(value: PointerArg, fn: string, parameter: string): NativePointer {
  if (typeof value === "bigint" || value === null) return value;
  if (value instanceof Uint8Array && value.length !== 0) return value;
  return anyMemory(value, fn, parameter);
}

function anyMemory(given: unknown, fn: string, parameter: string): NativePointer {
  if (given instanceof Located) return located(given, fn, parameter);
  if (ArrayBuffer.isView(given)) return bytes(given, fn, parameter);
  if (given instanceof Owned) return Owned.address(given, fn, parameter);
  if (given instanceof Handle) return Handle.address(given, fn, parameter);
  throw wrongType(fn, parameter, "a pointer, a record, a Ref, an ArrayBufferView or null", given, memoryAdvice(given));
}

/** Argument check of `T *`, where `target` is the descriptor or class of `T`. */
export function ptrTo<T>(target: PointerTarget<T>, value: PointerArg<T>, fn: string, parameter: string): NativePointer {
  const given: unknown = value;
  if (typeof given === "bigint" || given === null) return given;
  // Ahead of the rest: V8 does not inline a look at a typed array's constructor.
  if (ArrayBuffer.isView(given)) {
    return isCommonArray(target, given) ? given : memoryOf(target, given, fn, parameter);
  }
  if (typeof given === "object" && given.constructor === target) {
    // A record of just this class, which has been passed before.
    const bytes = (given as Partial<Located>)["~b"];
    if (typeof bytes === "bigint" || (bytes != null && bytes.length !== 0)) return bytes;
  }
  return memoryOf(target, given, fn, parameter);
}

/** The arrays that are passed most, ahead of the general check: V8 inlines `instanceof` only for a class that it knows. */
function isCommonArray(target: TypeInfo, given: ArrayBufferView): boolean {
  if (given instanceof Int32Array) return isPlain(target, 4, "int") && given.length !== 0;
  if (given instanceof Float64Array) return isPlain(target, 8, "float") && given.length !== 0;
  if (given instanceof Uint8Array) return isPlain(target, 1, "char") && given.length !== 0;
  return false;
}

/** A type whose arrays are aligned wherever they begin. */
function isPlain(target: TypeInfo, size: number, kind: Kind): boolean {
  return target.size === size && target.align <= size && kindOf(target) === kind;
}

function memoryOf(pointee: TypeInfo, value: unknown, fn: string, parameter: string): NativePointer {
  if (value instanceof Owned) return Owned.address(value, fn, parameter);
  if (isMemoryOf(pointee, value)) {
    const native = anyMemory(value, fn, parameter);
    if (CHECKED) checkAlignment(native, pointee, fn, parameter);
    return native;
  }
  const target = elementOf(pointee);
  throw wrongType(fn, parameter, `${accepted(target)} (${target.name} *)`, value, pointerAdvice(value, target));
}

/**
 * Refuses memory that begins where no `type` may: C code that relies on it (SSE does) crashes there. Aligned for up to 16 bytes is
 * what every ArrayBuffer of JavaScript's is, so that the offset in it tells; only for more the address is asked for.
 */
function checkAlignment(native: NativePointer, type: TypeInfo, fn: string, parameter: string): void {
  if (type.align === 1 || native === null || native === NO_BYTES) return;
  if (typeof native === "bigint") checkAligned(Number(native), type, fn, parameter);
  else if (type.align > 16 || isForeign(native)) checkAligned(Number(addressOfView(native)), type, fn, parameter);
  else if ((native.byteOffset & (type.align - 1)) !== 0)
    checkAligned(Number(addressOfView(native)), type, fn, parameter);
}

/** Whether an object is memory that a pointer to `pointee` may point to. */
export function isMemoryOf(pointee: TypeInfo, value: unknown): boolean {
  if (value instanceof Located) {
    const held = value["~holds"]();
    return held === pointee || sameType(elementOf(pointee), elementOf(held));
  }
  return ArrayBuffer.isView(value) && elementsMatch(elementOf(pointee), value);
}

/** A pointer to an array takes what a pointer to its first element takes, however deep that is. */
function elementOf(pointee: TypeInfo): TypeInfo {
  const element = (pointee as { readonly "~element"?: TypeInfo })["~element"];
  return element === undefined ? pointee : elementOf(element);
}

/** Argument check of `const char *`. */
export function str(value: CString, fn: string, parameter: string): string | NativePointer {
  if (typeof value === "string") return checkText(value, fn, parameter);
  if (value === null || typeof value === "bigint") return value;
  if (value instanceof Uint8Array) return bytes(value, fn, parameter);
  if (value instanceof Owned) return Owned.address(value, fn, parameter);
  throw wrongType(fn, parameter, "a string, a Pointer<char>, a Uint8Array or null", value, refAdvice(value, "char *"));
}

function kindOf(type: TypeInfo): Kind | "opaque" {
  return (type as { readonly "~kind"?: Kind })["~kind"] ?? "opaque";
}

function accepted(target: TypeInfo): string {
  switch (kindOf(target)) {
    case "opaque":
      return isRecordClass(target) ? `${withArticle(target.name)}, a pointer or null` : "a pointer or null";
    case "char":
      return "a pointer, bytes, a Ref or null";
    case "complex":
      return "a pointer, a Ref, a typed array of re, im, re, im, … or null";
    default:
      if (viewClass(target) === null) return "a pointer, a Ref or null";
      return `a pointer, a Ref, a typed array of ${target.size}-byte elements or null`;
  }
}

/** Whether memory that holds `have`s can be passed as a pointer to `want`. */
function sameType(want: TypeInfo, have: TypeInfo): boolean {
  if (want === have) return true;
  // Records: the class itself, one that differs in alignment only, or (in arrays) its descriptor.
  if (isRecordClass(want)) return have === recordType(want) || (isRecordClass(have) && isSameRecord(want, have));
  const kind = kindOf(want);
  if (kind !== kindOf(have) || kind === "record" || kind === "opaque" || want.size !== have.size) return false;
  // Two floats of one size may have two formats.
  return kind !== "float" || want.name === have.name;
}

function isSameRecord(one: RecordClass<RecordView>, other: RecordClass<RecordView>): boolean {
  return one.prototype instanceof other || other.prototype instanceof one;
}

function elementsMatch(target: TypeInfo, value: ArrayBufferView): boolean {
  const size = (value as { readonly BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT;
  const kind = kindOf(target);
  const floats = value instanceof Float64Array || value instanceof Float32Array;
  if (kind === "complex") return floats && 2 * value.BYTES_PER_ELEMENT === target.size;
  if (size === undefined || size !== target.size) return false;
  // Newer Nodes have a Float16Array.
  if (Object.prototype.toString.call(value) === "[object Float16Array]") return target.name === "_Float16";
  return kind === "float" ? floats : !floats && kind !== "opaque" && kind !== "record" && kind !== "array";
}

function located(value: Located, fn: string, parameter: string): NativePointer {
  if (isGone(value)) throw wrongType(fn, parameter, "memory that still exists: it has been freed", value);
  if (!Object.hasOwn(value, "~m")) throw wrongType(fn, parameter, "memory: this has none (Object.create)", value);
  if (value["~b"] === null && isDetached(value["~m"].buffer)) throw detached(value, fn, parameter);
  const memory = engineMemory(value);
  if (typeof memory === "bigint" || memory.byteLength > 0) return memory;
  throw detached(value, fn, parameter);
}

function bytes(value: ArrayBufferView, fn: string, parameter: string): ArrayBufferView {
  if (value.byteLength > 0) {
    return value instanceof DataView ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : value;
  }
  // A detached buffer looks empty; the engine would pass NULL for both.
  if (isDetached(value.buffer)) throw detached(value, fn, parameter);
  return NO_BYTES;
}

function isDetached(buffer: ArrayBufferLike): boolean {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}

function detached(value: unknown, fn: string, parameter: string): TypeError {
  return wrongType(fn, parameter, "memory that still exists: its ArrayBuffer was transferred away", value);
}
