import type { TypeTable } from "../spec/abi/type-table.ts";
import type { CType } from "../spec/ctype.ts";
import type { Declaration, EnumDeclaration, RecordDeclaration, TypedefDeclaration } from "../spec/declaration.ts";

export interface TypeNames {
  /** What a record or enum wants to be called, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Typedefs that give their name to the record or enum they stand for, by its id. */
  readonly owners: ReadonlyMap<string, TypedefDeclaration>;
}

/**
 * Names for records and enums: that of the first typedef for exactly the type, else `struct_tag`, else, for a type
 * without a tag, the path by which it is used: `struct_outer_member`.
 */
export function nameTypes(declarations: readonly Declaration[], types: TypeTable): TypeNames {
  const owners = new Map<string, TypedefDeclaration>();
  for (const declaration of declarations) {
    if (declaration.kind !== "typedef" || declaration.type.kind !== "ref") continue;
    const named = types.get(declaration.type.id);
    if (named === undefined || named.kind === "typedef" || owners.has(named.id)) continue;
    owners.set(named.id, declaration);
  }
  const names = new Map<string, string>();
  const paths = new Paths(types, names);
  for (const declaration of declarations) {
    if (declaration.kind !== "record" && declaration.kind !== "enum") continue;
    const owner = owners.get(declaration.id);
    const tag = declaration.kind === "record" ? declaration.tag : "enum";
    if (owner !== undefined) names.set(declaration.id, owner.name);
    else if (declaration.name !== null) names.set(declaration.id, `${tag}_${declaration.name}`);
  }
  for (const declaration of declarations) {
    if (declaration.kind === "record") paths.members(declaration, baseOf(declaration, owners));
    else if (declaration.kind === "typedef" || declaration.kind === "global")
      paths.visit(declaration.type, declaration.name);
    else if (declaration.kind === "function") {
      paths.visit(declaration.type.result, declaration.name);
      for (const parameter of declaration.type.parameters) {
        paths.visit(parameter.type, `${declaration.name}_${parameter.name ?? "arg"}`);
      }
    }
  }
  return { names, owners };
}

function baseOf(record: RecordDeclaration, owners: ReadonlyMap<string, TypedefDeclaration>): string | null {
  return record.name ?? owners.get(record.id)?.name ?? null;
}

/** Finds types without a tag where they are used. */
class Paths {
  readonly #types: TypeTable;
  readonly #names: Map<string, string>;

  constructor(types: TypeTable, names: Map<string, string>) {
    this.#types = types;
    this.#names = names;
  }

  /** A record without a tag, typedef or use so far has no base; its members wait until its own name is found. */
  members(record: RecordDeclaration, base: string | null): void {
    if (base === null) return;
    for (const field of record.layout?.fields ?? []) {
      const inner = this.#direct(field.type);
      if (field.name !== null) this.visit(field.type, `${base}_${field.name}`);
      // C11 anonymous members belong to the record around them, and so do their members' names.
      else if (inner?.kind === "record" && inner.name === null) this.members(inner, base);
    }
  }

  visit(type: CType, path: string): void {
    const inner = this.#direct(type);
    if (inner === null || inner.name !== null || this.#names.has(inner.id)) return;
    const tag = inner.kind === "record" ? inner.tag : "enum";
    this.#names.set(inner.id, `${tag}_${path}`);
    if (inner.kind === "record") this.members(inner, path);
  }

  /** The record or enum that a type is built of without going through a name. */
  #direct(type: CType): RecordDeclaration | EnumDeclaration | null {
    switch (type.kind) {
      case "qualified":
      case "atomic":
      case "array":
        return this.#direct(type.of);
      case "pointer":
        return this.#direct(type.to);
      case "function":
        return this.#direct(type.result);
      case "ref": {
        const named = this.#types.get(type.id);
        return named === undefined || named.kind === "typedef" ? null : named;
      }
      default:
        return null;
    }
  }
}
