import { Buffer } from "node:buffer";
import { describe, wrongType } from "./argument-error.ts";
import { array } from "./array-type.ts";
import * as c from "./c.ts";
import { isMemoryOf } from "./check-pointer.ts";
import { checkText } from "./check-text.ts";
import type { ArrayInput, CType, PointerTarget } from "./ctype.ts";
import { Located } from "./located.ts";
import type { Pointer } from "./pointer.ts";
import type { Memory, PointerArg } from "./pointer-arg.ts";
import type { RecordClass, RecordView } from "./record.ts";
import { elementType } from "./record-type.ts";
import { Ref } from "./ref.ts";

/** What an array of `B`s that C reads can be given as: memory that is one, or its elements, of pointers whatever
 * a parameter takes. Of bytes also text, whose NUL is not counted. */
export type Elements<B> =
  | ArrayInput<B>
  | Memory<B>
  | ([B] extends [Pointer<infer T>] ? ArrayLike<PointerArg<T>> : never);

/** An array on its way to C: where it is, and how many elements it has. */
export interface GivenElements<B> {
  readonly memory: PointerArg<B>;
  readonly length: number;
}

/** No array: NULL, and a length of 0. */
export const noElements: { readonly memory: null; readonly length: 0 } = { memory: null, length: 0 };

/** Memory with the elements of an argument; what is memory already is not copied. */
export function elements<B>(
  type: PointerTarget<B>,
  value: Elements<B>,
  fn: string,
  parameter: string,
  fixed: number | null = null,
): GivenElements<B> {
  const element = elementType(type as CType<unknown> | RecordClass<RecordView>);
  const given: unknown = value;
  const found = inMemory(element, given) ?? copied(element, given, fn, parameter);
  checkLength(found.length, fixed, fn, parameter);
  // Both are memory of the element's type.
  return found as GivenElements<B>;
}

function inMemory(
  element: CType<unknown>,
  value: unknown,
): { readonly memory: unknown; readonly length: number } | null {
  if (!isMemoryOf(element, value)) return null;
  if (value instanceof Located) return { memory: value, length: value["~size"]() / element.size };
  return { memory: value, length: (value as ArrayBufferView).byteLength / element.size };
}

function copied(element: CType<unknown>, value: unknown, fn: string, parameter: string) {
  if (element["~kind"] === "char" && typeof value === "string") {
    const memory = textBytes(value);
    return { memory, length: memory.byteLength };
  }
  if (typeof value !== "object" || value === null || !("length" in value) || typeof value.length !== "number") {
    throw wrongType(fn, parameter, `an array of ${element.name}`, value);
  }
  const { length } = value;
  // An array of no elements is nowhere, and C may look whether it was given NULL.
  if (length === 0) return { memory: new Ref(array(element, 1)).value, length };
  const cell = new Ref(array(element, length));
  try {
    cell.value = value as never;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/^Ref<[^:]*>: /, "") : String(cause);
    throw new (cause instanceof RangeError ? RangeError : TypeError)(`${fn}: ${parameter}: ${reason}`, { cause });
  }
  return { memory: cell.value, length };
}

/** Text in UTF-8. A NUL that does not count stands behind it: a pointer that C gives to its end (`pzTail` of SQLite) is text, too. */
function textBytes(text: string): Uint8Array {
  const { buffer, byteOffset, byteLength } = Buffer.from(`${text}\0`, "utf8");
  return new Uint8Array(buffer, byteOffset, byteLength - 1);
}

/** Bytes for a `void *` or a `const char *`: any view as it is, or text, whose NUL does not count. */
export function bytes(
  value: string | ArrayBufferView,
  fn: string,
  parameter: string,
  fixed: number | null = null,
): { readonly memory: Uint8Array; readonly length: number } {
  const view: unknown = typeof value === "string" ? textBytes(value) : value;
  if (!ArrayBuffer.isView(view)) throw wrongType(fn, parameter, "bytes or a string", value);
  checkLength(view.byteLength, fixed, fn, parameter);
  const memory = view instanceof Uint8Array ? view : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return { memory, length: memory.byteLength };
}

/** Text that a pointer to other characters than `char` is given: UTF-8, and the NUL that C looks for. */
export function zeroTerminated(text: string, fn: string, parameter: string): Uint8Array {
  if (typeof text !== "string") throw wrongType(fn, parameter, "a string", text);
  checkText(text, fn, parameter);
  return Buffer.from(`${text}\0`, "utf8");
}

/** `char *` of each string, and a NULL behind the last, as `argv` has it. */
export function strings(
  values: readonly string[],
  fn: string,
  parameter: string,
  fixed: number | null = null,
): GivenElements<Pointer<c.char>> {
  if (!Array.isArray(values)) throw wrongType(fn, parameter, "an array of strings", values);
  const { value: table } = new Ref(array(c.pointer(c.char), values.length + 1));
  values.forEach((text: unknown, i) => {
    if (typeof text !== "string") throw wrongType(fn, `${parameter}[${i}]`, "a string", text);
    checkText(text, fn, `${parameter}[${i}]`);
    // The table keeps the bytes alive.
    table.set(i, Buffer.from(`${text}\0`, "utf8") as never);
  });
  checkLength(values.length, fixed, fn, parameter);
  return { memory: table, length: values.length };
}

function checkLength(length: number, fixed: number | null, fn: string, parameter: string): void {
  if (fixed === null || length === fixed) return;
  throw new RangeError(`${fn}: ${parameter} must have ${fixed} elements, got ${length}`);
}

/** The length that several arrays have, for which C has one parameter. */
export function sameLength(fn: string, parameter: string, first: number, ...others: readonly number[]): number {
  const other = others.find((length) => length !== first);
  if (other === undefined) return first;
  throw new RangeError(
    `${fn}: all arrays that ${parameter} is the length of must be equally long, got ${first} and ${describe(other)}`,
  );
}
