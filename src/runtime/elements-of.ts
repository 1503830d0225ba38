import { CArray } from "./c-array.ts";
import type { ArrayView, CType, PointerTarget } from "./ctype.ts";
import { viewArray } from "./new-array.ts";
import type { RecordClass, RecordView } from "./record.ts";
import { elementType } from "./record-type.ts";
import type { Filled } from "./room.ts";

/**
 * What a function gives a pointer to the first of: numbers and texts are copied, records are shown in place, for as long as C keeps
 * them.
 */
export function elementsOf<B, J>(
  type: CType<B, J>,
  p: bigint,
  count: number | bigint,
  fn: string,
): Filled<ArrayView<B, J>>;
export function elementsOf<B>(
  type: PointerTarget<B>,
  p: bigint,
  count: number | bigint,
  fn: string,
): Filled<ArrayView<B>>;
export function elementsOf(type: unknown, p: bigint, count: number | bigint, fn: string): unknown {
  const element = elementType(type as CType<unknown> | RecordClass<RecordView>);
  const view: unknown = viewArray(element, Number(count), Number(p), fn);
  // What is no list is a typed array.
  return view instanceof CArray ? view.toArray() : (view as Uint8Array).slice();
}
