/** What the runtime keeps on its objects. Symbols, because every plain name there may be the name of a C member. */

/** The DataView that a record, `Ref` or `CArray` reads and writes. */
export const $m: unique symbol = Symbol("memory");
/** Its first byte there. */
export const $o: unique symbol = Symbol("offset");
/** What goes to C for it: bytes of JS-owned memory, the address of C's own. `null` until first asked for. */
export const $b: unique symbol = Symbol("bytes");
/** Its size and type, told by its class. */
export const $shape: unique symbol = Symbol("shape");
/** Makes generated record classes differ from each other even if their members are equal; types only. */
export const $tag: unique symbol = Symbol("tag");
/** The sort of a descriptor's values, for the checks that look at arguments. */
export const $kind: unique symbol = Symbol("kind");
/** How a descriptor's value is passed in a call. */
export const $native: unique symbol = Symbol("native");
