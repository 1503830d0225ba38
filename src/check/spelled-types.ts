import { TypeTable } from "../spec/abi/type-table.ts";
import type { CType } from "../spec/ctype.ts";
import type { EnumDeclaration, RecordDeclaration } from "../spec/declaration.ts";
import type { Spec } from "../spec/spec.ts";

/** A member as C's `.` reaches it: those of anonymous records belong to the record around them. */
export interface Member {
  readonly name: string;
  readonly type: CType;
  /** From the start of the record, in bits. */
  readonly bitOffset: number;
  /** Bits of a bit-field, else `null`. */
  readonly bitWidth: number | null;
}

/** A complete record together with a C expression for its type. */
export interface SpelledRecord {
  readonly declaration: RecordDeclaration;
  /** `struct stat`, `div_t`, or `__typeof__(…)` for a record that has no name at all. */
  readonly spelling: string;
  /** The record and its member that this one is the type of; for records that have no name. */
  readonly within: { readonly record: RecordDeclaration; readonly member: string } | null;
  readonly size: number;
  readonly align: number;
  readonly members: readonly Member[];
}

/** An enum together with a C expression for its type. */
export interface SpelledEnum {
  readonly declaration: EnumDeclaration;
  readonly spelling: string;
}

export interface SpelledTypes {
  readonly records: readonly SpelledRecord[];
  readonly enums: readonly SpelledEnum[];
  /** Complete records that C has no way to name: only the parameter of a function has such a type. */
  readonly unnamed: readonly RecordDeclaration[];
}

/**
 * Every complete record and enum of a spec, as C can name it: by tag, by typedef, or else as the type of a variable or
 * member.
 */
export function spelledTypes(spec: Spec, types: TypeTable = new TypeTable(spec)): SpelledTypes {
  const finder = new Finder(types);
  for (const declaration of spec.declarations) {
    if (declaration.kind === "record" && declaration.name !== null) {
      finder.type({ kind: "ref", id: declaration.id }, `${declaration.tag} ${declaration.name}`, null);
    } else if (declaration.kind === "enum" && declaration.name !== null) {
      finder.enum(declaration, `enum ${declaration.name}`);
    } else if (declaration.kind === "typedef") {
      finder.type({ kind: "ref", id: declaration.id }, declaration.name, null);
    }
  }
  for (const declaration of spec.declarations) {
    if (declaration.kind === "typedef") finder.reach(declaration.type, `(*(${declaration.name} *)0)`, null);
    if (declaration.kind === "global") finder.reach(declaration.type, declaration.name, null);
  }
  // A map's iteration comes to what is added meanwhile.
  for (const { declaration, spelling, members } of finder.records.values()) {
    for (const { name, bitWidth, type } of members) {
      const within = { record: declaration, member: name };
      if (bitWidth === null) finder.reach(type, `((${spelling} *)0)->${name}`, within);
    }
  }
  const unnamed = spec.declarations.filter(
    (declaration): declaration is RecordDeclaration =>
      declaration.kind === "record" && declaration.layout !== null && !finder.covers(declaration.id),
  );
  return { records: [...finder.records.values()], enums: [...finder.enums.values()], unnamed };
}

class Finder {
  readonly records = new Map<string, SpelledRecord>();
  readonly enums = new Map<string, SpelledEnum>();
  readonly #anonymous = new Set<string>();
  readonly #types: TypeTable;

  constructor(types: TypeTable) {
    this.#types = types;
  }

  /** Whether a record's layout is known: by a name, or as that of the members which the record around it has from it. */
  covers(id: string): boolean {
    return this.records.has(id) || this.#anonymous.has(id);
  }

  /** @param align bytes, where the type that the spelling names has an alignment of its own. */
  #record(
    declaration: RecordDeclaration,
    spelling: string,
    align: number | null,
    within: SpelledRecord["within"],
  ): void {
    const { id, layout } = declaration;
    if (layout === null || this.records.has(id)) return;
    const { size } = layout;
    const members = this.#members(declaration, 0);
    this.records.set(id, { declaration, spelling, within, size, align: align ?? layout.align, members });
  }

  enum(declaration: EnumDeclaration, spelling: string): void {
    if (!this.enums.has(declaration.id)) this.enums.set(declaration.id, { declaration, spelling });
  }

  /** Notes the record or enum that a type is, if it is one, under an expression that spells the type. */
  type(type: CType, spelling: string, within: SpelledRecord["within"]): void {
    const resolved = this.#types.resolve(type);
    if (resolved.kind === "record") this.#record(resolved.record, spelling, this.#types.typedefAlign(type), within);
    if (resolved.kind === "enum") this.enum(resolved.enum, spelling);
  }

  /** Follows an expression of some type through arrays and pointers to a record or enum. */
  reach(type: CType, expression: string, within: SpelledRecord["within"]): void {
    const resolved = this.#types.resolve(type);
    if (resolved.kind === "array") this.reach(resolved.of, `${expression}[0]`, within);
    else if (resolved.kind === "pointer") this.reach(resolved.to, `(*${expression})`, null);
    else this.type(type, `__typeof__(${expression})`, within);
  }

  #members(record: RecordDeclaration, base: number): Member[] {
    return (record.layout?.fields ?? []).flatMap(({ name, type, bitOffset, bitWidth }): Member[] => {
      // gcc counts the bits of a record in another byte order from the other end; nothing is bound that could be wrong.
      if (bitWidth !== null && type.kind === "other") return [];
      if (name !== null) return [{ name, type, bitOffset: base + bitOffset, bitWidth }];
      const resolved = this.#types.resolve(type);
      if (resolved.kind !== "record") return [];
      this.#anonymous.add(resolved.record.id);
      return this.#members(resolved.record, base + bitOffset);
    });
  }
}
