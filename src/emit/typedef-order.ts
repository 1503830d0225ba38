import type { TypeTable } from "../spec/abi/type-table.ts";
import type { CType } from "../spec/ctype.ts";
import type { Declaration, TypedefDeclaration } from "../spec/declaration.ts";

/**
 * Typedefs so that each comes after those it is made of: their constants are evaluated in this order. That is C's own
 * order, but a spec may have moved a declaration that other headers share. C has no cycles of typedefs alone.
 */
export function typedefsInOrder(typedefs: readonly Declaration[], types: TypeTable): readonly Declaration[] {
  const ordered = new Set<TypedefDeclaration>();
  const visit = (typedef: TypedefDeclaration): void => {
    if (ordered.has(typedef)) return;
    for (const id of namedIn(typedef.type)) {
      const named = types.get(id);
      if (named?.kind === "typedef" && named !== typedef) visit(named);
    }
    ordered.add(typedef);
  };
  for (const typedef of typedefs) if (typedef.kind === "typedef") visit(typedef);
  return [...ordered];
}

/** Ids that a type is made of, as far as its descriptor names them: a function's parameters are not in it. */
function namedIn(type: CType): readonly string[] {
  switch (type.kind) {
    case "ref":
      return [type.id];
    case "pointer":
      return namedIn(type.to);
    case "array":
    case "qualified":
    case "atomic":
      return namedIn(type.of);
    default:
      return [];
  }
}
