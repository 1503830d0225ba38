import type { TypeTable } from "../../spec/abi/type-table.ts";
import type { CType } from "../../spec/ctype.ts";

/** Bytes of the largest vector in a value of this type; 0 if it has none. */
export function widestVector(type: CType, types: TypeTable): number {
  const resolved = types.resolve(type);
  switch (resolved.kind) {
    case "vector":
      return resolved.size;
    case "array":
      return widestVector(resolved.of, types);
    case "record":
      return Math.max(0, ...(resolved.record.layout?.fields ?? []).map((field) => widestVector(field.type, types)));
    default:
      return 0;
  }
}
