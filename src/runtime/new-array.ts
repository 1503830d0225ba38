import { outOfRange, wrongType } from "./argument-error.ts";
import { arrayView, copyElements, readsAsTypedArray } from "./array-type.ts";
import { CHECKED } from "./checks.ts";
import type { ArrayInput, ArrayView, CType, TypeInfo } from "./ctype.ts";
import { heapAlloc, heapFree, ownBlock } from "./heap.ts";
import { checkAligned } from "./pointer-arithmetic.ts";
import { type Place, place } from "./slab.ts";
import { foreignBuffer, windowAt } from "./window.ts";

/** What an array is made of: its length, or its elements; of `char`s also text, which its NUL is added to. */
export type ArraySource<B, J> = number | ArrayLike<J> | ArrayInput<B>;

/** Where an array, or anything else, gets its memory. */
export type Placer = (size: number, align: number) => Place;

/** Bytes that can be looked at as one: on Node 20 a view of more than 4 GiB ends the process. */
const LIMIT = 2 ** 31;

/** A new array in memory of ours. */
export function newArray<B, J>(
  element: CType<B, J>,
  source: ArraySource<B, J>,
  owner: string,
  placer: Placer = place,
): ArrayView<B, J> {
  const { length, elements } = sourceOf(element, source, owner);
  const { view, offset } = placer(element.size * length, element.align);
  if (elements !== null) copyElements(element, length, view, offset, elements, owner, "elements");
  // What the types call the view of `B`s is what reading them gives.
  return arrayView(element, length, view, offset, true) as ArrayView<B, J>;
}

/** A new array in C's heap. */
export function heapArray<B, J>(element: CType<B, J>, source: ArraySource<B, J>, owner: string): ArrayView<B, J> {
  const { length, elements } = sourceOf(element, source, owner);
  if (length === 0) throw outOfRange(owner, "the length", "1 or more", length);
  const { p, memory, offset } = heapPlace(element.size * length, element, owner, !readsAsTypedArray(element));
  try {
    if (elements !== null) copyElements(element, length, memory, offset, elements, owner, "elements");
  } catch (error) {
    heapFree(p, owner);
    throw error;
  }
  const made = arrayView(element, length, memory, offset, true);
  ownBlock(p, made);
  return made as ArrayView<B, J>;
}

/** Zeroed memory of C's heap; in checked mode, if `ownView` says so, with a view of its own, which ends with it. */
export function heapPlace(
  size: number,
  type: TypeInfo,
  owner: string,
  ownView = true,
): { readonly p: bigint; readonly memory: DataView; readonly offset: number } {
  if (type.align > 16) {
    throw new TypeError(`${owner}: C's heap is aligned to 16 bytes, ${type.name} to ${type.align}`);
  }
  if (size > LIMIT) throw outOfRange(owner, "the size", "up to 2^31 bytes (malloc gives more)", size);
  const p = heapAlloc(size, true, owner);
  if (CHECKED && ownView) return { p, memory: new DataView(foreignBuffer(p, Math.max(size, 1))), offset: 0 };
  const { view, base } = windowAt(Number(p));
  return { p, memory: view, offset: Number(p) - base };
}

/** The `count` elements at `p`, in place. */
export function viewArray<B, J>(
  element: CType<B, J>,
  count: number | bigint,
  address: number,
  owner: string,
): ArrayView<B, J> {
  const length = typeof count === "bigint" ? Number(count) : count;
  if (!Number.isSafeInteger(length) || length < 0 || length * element.size > LIMIT)
    throw outOfRange(owner, "the length", "a whole number, of elements that take up to 2^31 bytes", count);
  if (CHECKED) checkAligned(address, element, owner, "p");
  const { view, base } = windowAt(address);
  return arrayView(element, length, view, address - base, true) as ArrayView<B, J>;
}

function sourceOf<B, J>(
  element: CType<B, J>,
  source: unknown,
  owner: string,
): { readonly length: number; readonly elements: unknown } {
  if (typeof source === "number") {
    if (Number.isSafeInteger(source) && source >= 0) return { length: source, elements: null };
    throw outOfRange(owner, "the length", "a whole number", source);
  }
  if (typeof source === "string" && element["~kind"] === "char") {
    return { length: new TextEncoder().encode(source).length + 1, elements: source };
  }
  const length = (source as { readonly length?: unknown } | null | undefined)?.length;
  if (typeof source !== "object" || !Number.isSafeInteger(length))
    throw wrongType(owner, "the array", "a length or an array of elements", source);
  return { length: length as number, elements: source };
}
