import type { CType } from "../../spec/ctype.ts";
import type { Declaration } from "../../spec/declaration.ts";

/**
 * How C says the types of records that have neither tag nor typedef: `__typeof__(origin)` of `struct { int x; } origin;`, and of what is
 * inside of others and behind pointers. By the records' ids; what no expression leads to is not among them.
 */
export function unnamedRecords(declarations: readonly Declaration[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const records = new Map(declarations.flatMap((one) => (one.kind === "record" ? [[one.id, one] as const] : [])));

  /** @param place an expression of the type; it is never evaluated. */
  function visit(type: CType, place: string): void {
    switch (type.kind) {
      case "qualified":
        // Of what is const there is no variable to copy into.
        if (!type.const) visit(type.of, place);
        return;
      case "pointer":
        visit(type.to, `(*${place})`);
        return;
      case "array":
        visit(type.of, `${place}[0]`);
        return;
      case "ref":
        if (!type.id.includes(" @") || found.has(type.id)) return;
        found.set(type.id, `__typeof__(${place})`);
        visitMembers(type.id, place);
        return;
      default:
    }
  }

  function visitMembers(id: string, place: string): void {
    for (const { name, type } of records.get(id)?.layout?.fields ?? []) {
      if (name !== null) visit(type, `${place}.${name}`);
      else if (type.kind === "ref") visitMembers(type.id, place); // its members are those of the record around it
    }
  }

  for (const declaration of declarations) {
    const { kind } = declaration;
    if (kind === "global") visit(declaration.type, declaration.name);
    else if (kind === "typedef") visit(declaration.type, `(*(${declaration.name} *)0)`);
    else if (kind === "record" && declaration.name !== null) visitMembers(declaration.id, `(*(${declaration.id} *)0)`);
    else if (kind === "function" && declaration.type.prototype && declaration.type.parameters.length === 0)
      visit(declaration.type.result, `(${declaration.name})()`);
  }
  return found;
}
