import type { Declaration } from "../declaration.ts";
import type { Spec } from "../spec.ts";
import { isUntagged } from "./compare-types.ts";

/**
 * The declarations that a program can name, by what stays if the header is edited; of several for one thing the one that
 * says most. Records without a tag are left to what they are a part of.
 */
export function declarationsByName({ declarations }: Spec): ReadonlyMap<string, Declaration> {
  const named = new Map<string, Declaration>();
  for (const declaration of declarations) {
    if (declaration.kind === "record" && isUntagged(declaration.id)) continue;
    const key = keyOf(declaration);
    const first = named.get(key);
    if (first === undefined || (isIncomplete(first) && !isIncomplete(declaration))) named.set(key, declaration);
  }
  return named;
}

/** Tags, ordinary names and macros do not meet; that a constant is a macro or a `const` is no matter. */
function keyOf(declaration: Declaration): string {
  const { kind } = declaration;
  if (kind === "record" || kind === "enum") return declaration.id;
  return kind === "constant" || kind === "macro" || kind === "unsupported"
    ? `${kind} ${declaration.name}`
    : `name ${declaration.name}`;
}

function isIncomplete(declaration: Declaration): boolean {
  if (declaration.kind === "record") return declaration.layout === null;
  return declaration.kind === "enum" && declaration.underlying === null;
}

/** For people: `struct point`, `sqlite3_open`, `enum { RED, … }`. */
export function nameOf(declaration: Declaration): string {
  if (declaration.kind === "enum" && declaration.name === null) {
    return `enum { ${declaration.enumerators[0]?.name ?? ""}, … }`;
  }
  return declaration.kind === "record" || declaration.kind === "enum" ? declaration.id : declaration.name;
}
