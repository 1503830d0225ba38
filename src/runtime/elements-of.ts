import { CArray } from "./c-array.ts";
import type { ArrayView, CType, PointerTarget } from "./ctype.ts";
import { viewArray } from "./new-array.ts";
import type { Pointer } from "./pointer.ts";
import type { RecordClass, RecordView } from "./record.ts";
import { elementType } from "./record-type.ts";
import type { Filled } from "./room.ts";

/**
 * What a function gives a pointer to the first of: numbers and texts are copied, records are shown in place, for as long as C keeps
 * them.
 *
 * @param free called once they have been copied
 */
export function elementsOf<B, J, P>(
  type: CType<B, J>,
  p: Pointer<P>,
  count: number | bigint,
  fn: string,
  free?: (p: Pointer<P>) => unknown,
): Filled<ArrayView<B, J>>;
export function elementsOf<B, P>(
  type: PointerTarget<B>,
  p: Pointer<P>,
  count: number | bigint,
  fn: string,
  free?: (p: Pointer<P>) => unknown,
): Filled<ArrayView<B>>;
export function elementsOf<P>(
  type: unknown,
  p: Pointer<P>,
  count: number | bigint,
  fn: string,
  free?: (p: Pointer<P>) => unknown,
): unknown {
  const element = elementType(type as CType<unknown> | RecordClass<RecordView>);
  try {
    const view: unknown = viewArray(element, count, Number(p), fn);
    // What is no list is a typed array.
    return view instanceof CArray ? view.toArray() : (view as Uint8Array).slice();
  } finally {
    free?.(p);
  }
}
