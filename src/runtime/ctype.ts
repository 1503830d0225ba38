import type { CArray } from "./c-array.ts";
import type { NativeScalar } from "./native-type.ts";
import type { ArraySource } from "./new-array.ts";
import type { Pointer, ReadableAs } from "./pointer.ts";
import type { Tagged } from "./tagged.ts";

/** What the checks know of a type: a descriptor, a record class or an opaque class. */
export interface TypeInfo {
  /** C spelling. */
  readonly name: string;
  /** Bytes; 0 for a type that has no size here (`void`, functions, incomplete records). */
  readonly size: number;
  /** Bytes. */
  readonly align: number;
}

/** A run-time object that stands for the C type `B`. */
export interface TypeOf<B> extends TypeInfo, Brand<B> {}

/** Names a C type, in types only: nothing is there at run time. (No C name has a tilde.) */
export interface Brand<B> {
  readonly "~type": B;
}

/** A C integer, float, complex or bool: its name, what TypeScript has for a value, for an array argument and for an array member. */
export interface Scalar<Name extends string, V, Elements, View = Elements> {
  readonly "~scalar": Name;
  readonly value: V;
  readonly elements: Elements;
  readonly view: View;
}

/** A C array of known length inside of a record or another array. */
export interface FixedArray<B> {
  readonly "~element": B;
}

/** What reading a `B` gives: a number, bigint or boolean, a pointer or `null`, a record over that memory, an array view. */
export type Value<B> = [B] extends [Scalar<string, infer V, unknown, unknown>]
  ? V
  : [B] extends [Pointer]
    ? B | null
    : [B] extends [FixedArray<infer E>]
      ? ArrayView<E>
      : B;

/** What an array of `B` reads as: a typed array over the memory where JavaScript has one, else a {@link CArray}. */
export type ArrayView<B, J = Value<B>> = [B] extends [Scalar<string, unknown, unknown, infer V>]
  ? [V] extends [never]
    ? CArray<B, J>
    : V
  : CArray<B, J>;

/** What an array member of `B` can be set to: what it reads as, its elements, and text for bytes. */
export type ArrayInput<B> =
  | ArrayView<B>
  | CArray<B>
  | ArrayLike<
      [B] extends [FixedArray<infer E>] ? ArrayInput<E> : Value<B> | ([bigint] extends [Value<B>] ? number : never)
    >
  | ([B] extends [Scalar<"char" | "signed char" | "unsigned char", number, unknown, unknown>] ? string : never);

/** What a whole array can be set to, besides what it reads as; nothing for other types. */
export type ElementsOf<B, J> = [B] extends [FixedArray<infer E>]
  ? ArrayInput<E> | ([J] extends [Iterable<infer V>] ? ArrayLike<V> : never)
  : never;

/** Sorts of descriptors. `char` is what text is made of. */
export type Kind = "char" | "int" | "float" | "complex" | "bool" | "pointer" | "record" | "array";

/**
 * Descriptor of the C type `B`, whose values are `J` in TypeScript.
 * Called with a value it tags it for a variadic call: `printf("%f", c.double(1))`.
 */
export interface CType<B, J = Value<B>> extends TypeOf<B> {
  (value: J): Tagged;
  /** Reads `p[i]`. A NULL `p` throws a TypeError; any other `p` is trusted, as in C. */
  at<P>(p: ReadableAs<P, B> | null, i?: number): J;
  /** Writes `p[i]`. */
  set<P>(p: ReadableAs<P, B> | null, i: number, value: J): void;
  /** `&p[n]`. */
  offset<P>(p: ReadableAs<P, B>, n: number): Pointer<B>;
  /** The `length` elements at `p`, in place and not copied: a typed array where JavaScript has one. Valid for as long as C keeps them. */
  view<P>(p: ReadableAs<P, B> | null, length: number | bigint): ArrayView<B, J>;
  /** A new array in JS-owned memory: of so many zeros, or of these elements. It lives while it is reachable. */
  array(of: ArraySource<B, J>): ArrayView<B, J>;
  /** The same in C's heap, for what C keeps; `free(array)` frees it. */
  mallocArray(of: ArraySource<B, J>): ArrayView<B, J>;
  /** Reads the value at byte `offset` of `memory`. */
  read(memory: DataView, offset: number): J;
  /** Checks `value` and writes it; errors name `owner` and `name`. */
  write(memory: DataView, offset: number, value: J, owner: string, name: string): void;
  readonly "~kind": Kind;
  /** `null`: passed by its address only. */
  readonly "~native": NativeScalar | null;
}

/** What a pointer can be said to point to: a descriptor, a function type, a record class or an opaque class. */
export type PointerTarget<T> = TypeOf<T> | OpaqueClass<T>;

/** A class whose instances stand for C objects. */
export type OpaqueClass<T> = TypeInfo & (abstract new (...args: never) => T);
