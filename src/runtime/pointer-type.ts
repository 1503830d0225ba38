import { wrongType } from "./argument-error.ts";
import type * as c from "./c.ts";
import { Callback, functionPointer } from "./callback.ts";
import { type NativePointer, ptr, ptrTo } from "./check-pointer.ts";
import { checkText } from "./check-text.ts";
import type { CType, PointerTarget, TypeInfo } from "./ctype.ts";
import { describeType } from "./describe-type.ts";
import { addressOfBytes } from "./engine.ts";
import { type AnyFunction, FunctionType } from "./function-type.ts";
import type { Located } from "./located.ts";
import { Owned } from "./owned.ts";
import type { Pointer } from "./pointer.ts";
import type { PointerArg } from "./pointer-arg.ts";
import { retain } from "./retained.ts";
import type { Tagged } from "./tagged.ts";
import { cstring } from "./text.ts";
import { isForeign } from "./window.ts";

const SIZE = 8;

/**
 * A pointer to a C function; `c.pointer(on_event)(callback)` is one as an argument of a variadic function. (Of two calls TypeScript
 * infers from the last.)
 */
export type FunctionPointerType<F extends AnyFunction> = ((value: Callback<F>) => Tagged) & CType<Pointer<F>>;

/** Descriptor of `T *`; `c.pointer(c.void)` is `void *`. */
export function pointer<F extends AnyFunction>(target: FunctionType<F>): FunctionPointerType<F>;
export function pointer<T>(target: PointerTarget<T>): CType<Pointer<T>>;
export function pointer<T>(target: PointerTarget<T>): CType<Pointer<T>> {
  return describeType<Pointer<T>, Pointer<T> | null>({
    name: `${target.name} *`,
    size: SIZE,
    align: SIZE,
    kind: "pointer",
    native: "ptr",
    pass: (value, owner, name) => pass(target, value, owner, name),
    read: getPtr<T>,
    write: (memory, offset, value, owner, name) => writePointer(memory, offset, value, target, owner, name),
  });
}

/** Descriptor of `char *` whose values are read as text: NUL-terminated UTF-8, `null` for NULL. */
export const string: CType<Pointer<c.char>, string | null> = describeType<Pointer<c.char>, string | null>({
  name: "char *",
  size: SIZE,
  align: SIZE,
  kind: "pointer",
  native: "str",
  pass: textOrNull,
  read: (memory, offset) => cstring(getPtr<c.char>(memory, offset)),
  write: (memory, offset, value, owner, name) => {
    const text = textOrNull(value, owner, name);
    const bytes = text === null ? null : new TextEncoder().encode(`${text}\0`);
    writePointer(memory, offset, bytes, null, owner, name);
  },
});

function textOrNull(value: string | null, owner: string, name: string): string | null {
  if (value === null) return null;
  if (typeof value === "string") return checkText(value, owner, name);
  throw wrongType(owner, name, "a string or null", value);
}

/** The pointer in memory; `null` for NULL. */
export function getPtr<T>(memory: DataView, offset: number): Pointer<T> | null {
  const address = memory.getBigUint64(offset, true);
  return address === 0n ? null : (address as Pointer<T>);
}

/**
 * Sets a pointer member of `record`. A record, `Ref` or typed array given for it is kept alive by the memory that now points to it;
 * C's own memory cannot do that, so there it is refused.
 * @param target what it points to; `null` for `void *`.
 */
export function setPtr<T>(
  record: Located,
  offset: number,
  value: PointerArg<T> | Callback<AnyFunction>,
  target: PointerTarget<T> | null,
  owner: string,
  name: string,
): void {
  writePointer(record["~m"], record["~o"] + offset, value, target, owner, name);
}

function writePointer(
  memory: DataView,
  offset: number,
  value: unknown,
  target: TypeInfo | null,
  owner: string,
  name: string,
): void {
  const native = pass(target, value, owner, name);
  if (native === null || typeof native === "bigint") {
    const keeps = value instanceof Callback || value instanceof Owned;
    if (value instanceof Owned && isForeign(memory)) throw notKept(owner, name, "give its .pointer, or release() it");
    retain(memory, offset, keeps ? value : null);
    memory.setBigUint64(offset, native ?? 0n, true);
    return;
  }
  if (isForeign(memory)) {
    throw notKept(owner, name, "give addressOf(it)");
  }
  const bytes = new Uint8Array(native.buffer, native.byteOffset, native.byteLength);
  retain(memory, offset, bytes);
  memory.setBigUint64(offset, addressOfBytes(bytes), true);
}

function notKept(owner: string, name: string, advice: string): TypeError {
  return new TypeError(
    `${owner}: ${name} is in C's memory, which cannot keep a JavaScript object alive: keep the object yourself and ${advice}`,
  );
}

function pass(target: TypeInfo | null, value: unknown, owner: string, name: string): NativePointer {
  if (target instanceof FunctionType) return functionPointer(target, value, owner, name);
  // The checks below throw for whatever is not a PointerArg.
  const given = value as PointerArg;
  return target === null || target.name === "void"
    ? ptr(given, owner, name)
    : ptrTo(target as PointerTarget<unknown>, given, owner, name);
}
