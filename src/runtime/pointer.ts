import { describe } from "./argument-error.ts";

declare const pointee: unique symbol;

/**
 * A C pointer: an address, branded with what it points to. `void *` is plain `Pointer`. NULL is `null`, never `0n`.
 * A pointer owns nothing: whoever made it says how long it is valid.
 */
export type Pointer<T = unknown> = bigint & { readonly [pointee]: T };

/**
 * A pointer that may be read as a pointer to `B`: one to `B`, or a `void *`, as in C.
 * (Type it as `p: ReadableAs<P, B>` with `P` a type parameter.)
 */
export type ReadableAs<P, B> = Pointer<P> & (unknown extends P ? unknown : Pointer<B>);

/**
 * The pointer with this address, for constants such as `((void *)-1)` and addresses that come from elsewhere.
 * NULL is `null`, so `0n` throws a RangeError, as do negative values and more than 64 bits.
 */
export function pointer<T = unknown>(address: bigint): Pointer<T> {
  if (typeof address !== "bigint")
    throw new TypeError(`pointer: the address must be a bigint, got ${describe(address)}`);
  if (address === 0n) throw new RangeError("pointer: NULL is null, not pointer(0n)");
  if (BigInt.asUintN(64, address) !== address) {
    throw new RangeError(`pointer: the address must be from 1 to 2^64-1, got ${address}n`);
  }
  return address as Pointer<T>;
}
