import type { CArray } from "./c-array.ts";
import type { ArrayView } from "./ctype.ts";
import type { Enum } from "./pointer-arg.ts";

/** What an array of an enum reads as, with integers that are `B`s: as of these, and its elements have the enum's type. */
export type EnumArray<B, E extends number | bigint> =
  ArrayView<B> extends CArray<B> ? CArray<B, Enum<E>> : Omit<ArrayView<B>, keyof Read<E>> & Read<Enum<E>>;

/** Those members of a typed array by which its elements are read. (Mere `Read & ArrayView` would make them numbers again.) */
interface Read<V> {
  [index: number]: V;
  at(index: number): V | undefined;
  [Symbol.iterator](): ArrayIterator<V>;
}
