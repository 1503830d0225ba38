/** What the annotations begin with that stand for gcc's attribute. */
export const STORAGE_ORDER_NOTE = "c2ts storage order: ";

/**
 * Has clang keep gcc's `scalar_storage_order("big-endian")`, which it does not know, as an annotation: so it is found behind
 * macros too, and on what C says that an attribute at its place belongs to. (Apart, since the cache asks for arguments without libclang.)
 */
export const KEEP_STORAGE_ORDER: readonly string[] = ["scalar_storage_order", "__scalar_storage_order__"].map(
  (name) => `-D${name}(order)=__annotate__("${STORAGE_ORDER_NOTE}" order)`,
);
