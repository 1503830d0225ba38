import type { TypeTable } from "../abi/type-table.ts";
import type { Declaration } from "../declaration.ts";
import type { Annotations } from "./annotation.ts";

/** Declarations in which records that annotations call `opaque`, by tag or typedef, have no members any more. */
export function makeOpaque(
  declarations: readonly Declaration[],
  annotations: Annotations,
  types: TypeTable,
): readonly Declaration[] {
  const ids = new Set(
    Object.entries(annotations).flatMap(([key, { opaque }]) => {
      if (opaque !== true) return [];
      const resolved = types.resolve({ kind: "ref", id: key });
      return resolved.kind === "record" ? [resolved.record.id] : [key, `struct ${key}`, `union ${key}`];
    }),
  );
  if (ids.size === 0) return declarations;
  return declarations.map((one) => (one.kind === "record" && ids.has(one.id) ? { ...one, layout: null } : one));
}

/** Renames that annotations ask for, as `--rename` has them. */
export function annotatedRenames(annotations: Annotations): readonly string[] {
  return Object.entries(annotations).flatMap(([key, { rename }]) => (rename === undefined ? [] : [`${key}=${rename}`]));
}
