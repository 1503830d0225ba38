import type { RecordLayout } from "../spec/declaration.ts";
import type { Cursor } from "./clang/cursor.ts";
import { CXCursor_AlignedAttr } from "./clang/libclang.ts";
import type { ReadContext } from "./read-context.ts";

/**
 * A bit-field that gcc puts elsewhere than clang: `int b : 3 __attribute__((aligned(n)))` under a `#pragma pack(m)` with m < n.
 * gcc begins it at a multiple of m, clang behind the bits before it. (Measured: gcc 12 and clang 14, for m and n from 1 to 16;
 * with m >= n, and without the pragma, they agree.)
 *
 * @returns its name; `null` if there is none.
 */
export function misalignedBitField(
  fields: readonly Cursor[],
  layout: RecordLayout,
  context: ReadContext,
): string | null {
  for (const [i, field] of fields.entries()) {
    const { bitWidth = null, bitOffset = 0 } = layout.fields[i] ?? {};
    if (bitWidth === null || !field.attributes.some(({ kind }) => kind === CXCursor_AlignedAttr)) continue;
    // An aligned member aligns its record: to n bytes, or to the m that the pragma allows. (clang gives m to nobody.)
    if (bitOffset % (8 * Math.min(alignment(field, context), layout.align)) !== 0) return field.spelling;
  }
  return null;
}

/** Bytes; of an expression, or of the greatest alignment that a system has, nothing is known. */
function alignment(field: Cursor, context: ReadContext): number {
  const given = context.attributes(field).flatMap(({ name, arguments: [first = "", ...more] }) => {
    return name === "aligned" && more.length === 0 && /^\d+$/.test(first) ? [Number(first)] : [];
  });
  return Math.max(...(given.length === 0 ? [Number.POSITIVE_INFINITY] : given));
}
