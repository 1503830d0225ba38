import type { CType, PointerType } from "../spec/ctype.ts";
import type { Context } from "./context.ts";

/** `T a[]`, and `T a[0]`, which compilers had before C had the other, do not say how many there are. */
export function isLengthKnown(length: number | null): length is number {
  return length !== null && length !== 0;
}

/** What a pointer points to; where that is an array of unknown length, as behind `double m[rows][columns]`, its elements. */
export function pointeeOf({ to }: PointerType, cx: Context): CType {
  const resolved = cx.types.resolve(to);
  if (resolved.kind !== "array" || isLengthKnown(resolved.length)) return to;
  return pointeeOf({ kind: "pointer", to: resolved.of, nullability: null }, cx);
}
