import type { CType } from "../ctype.ts";
import type { Target } from "../spec.ts";
import { naturalLayout } from "./layout.ts";
import { type Leaf, typeLeaves } from "./sysv-x86-64.ts";
import type { TypeTable } from "./type-table.ts";

/**
 * Whether gcc passes a record differently than clang for its arrays of no elements (`int z[0]`). clang sees nothing there;
 * gcc classifies one that begins inside of an eightbyte as if it had elements: `struct { float f; int z[0]; }` travels as an INTEGER.
 *
 * @param leaves of the record itself.
 */
export function hasDisputedArray(type: CType, leaves: readonly Leaf[], types: TypeTable, target: Target): boolean {
  return emptyArrays(type, 0, types, target).some(({ of, offset }) => {
    const start = offset - (offset % 8);
    if (offset === start) return false;
    const elements = typeLeaves(of, offset, types, target);
    const around = leaves.filter((leaf) => leaf.offset < start + 8 && leaf.offset + leaf.size > start);
    const isInteger = around.some((leaf) => leaf.class === "integer");
    const agrees = (leaf: Leaf): boolean =>
      !leaf.unaligned &&
      leaf.offset + leaf.size <= start + 8 &&
      (isInteger ? leaf.class === "integer" || leaf.class === "sse" : leaf.class === "sse");
    return around.length === 0 || !elements.every(agrees);
  });
}

interface EmptyArray {
  readonly of: CType;
  /** Bytes from the start of the record. */
  readonly offset: number;
}

function emptyArrays(type: CType, offset: number, types: TypeTable, target: Target): readonly EmptyArray[] {
  const resolved = types.resolve(type);
  if (resolved.kind === "record") {
    const fields = (resolved.record.layout?.fields ?? []).filter(({ bitWidth }) => bitWidth === null);
    return fields.flatMap((field) => emptyArrays(field.type, offset + field.bitOffset / 8, types, target));
  }
  if (resolved.kind !== "array") return [];
  if (resolved.length === 0) return [{ of: resolved.of, offset }];
  const size = naturalLayout(resolved.of, types, target)?.size ?? 0;
  // Of more than 16 elements the record is in memory, if they have a size.
  const count = Math.min(resolved.length ?? 0, 16);
  return Array.from({ length: count }, (_, i) => emptyArrays(resolved.of, offset + i * size, types, target)).flat();
}
