import { outOfRange } from "./argument-error.ts";
import { array } from "./array-type.ts";
import { CArray } from "./c-array.ts";
import type { ArrayView, CType, PointerTarget } from "./ctype.ts";
import type { RecordClass, RecordView } from "./record.ts";
import { elementType } from "./record-type.ts";
import { Ref } from "./ref.ts";

/** The first elements of an array: a part of a typed array, or a list of records, pointers, … */
export type Filled<V> = V extends CArray<infer _, infer J> ? J[] : V;

/** Zeroed memory for `capacity` elements that C is to write. */
export function room<B>(
  type: PointerTarget<B>,
  capacity: number | bigint,
  fn: string,
  parameter: string,
): ArrayView<B> {
  const length = Number(capacity);
  if (!Number.isSafeInteger(length) || length < 0) throw outOfRange(fn, parameter, "of a length from 0 up", capacity);
  const element = elementType(type as CType<unknown> | RecordClass<RecordView>);
  // An array of no elements is nowhere, and C may look whether it was given NULL.
  const { value } = new Ref(array(element, Math.max(length, 1)));
  return (length === 0 ? filled(value as ArrayView<B>, 0) : value) as ArrayView<B>;
}

/** What C has written: the first `count` elements, in place. What C says that it needs may be more than there was room for. */
export function filled<V>(view: V, count: number | bigint): Filled<V> {
  const n = Math.max(0, Number(count));
  if (view instanceof CArray) return view.toArray().slice(0, n) as Filled<V>;
  return (view as unknown as Uint8Array).subarray(0, n) as Filled<V>;
}
