import { type Resolved, TypeTable } from "../../src/spec/abi/type-table.ts";
import type { CType } from "../../src/spec/ctype.ts";
import type { RecordDeclaration } from "../../src/spec/declaration.ts";
import type { Spec } from "../../src/spec/spec.ts";

/** A member as C's `.` reaches it: those of anonymous records belong to the record around them. */
export interface Member {
  readonly name: string;
  /** Typedefs and qualifiers seen through. */
  readonly type: Resolved;
  /** From the start of the record, in bits. */
  readonly bitOffset: number;
  /** Bits of a bit-field, else `null`. */
  readonly bitWidth: number | null;
}

/** A complete record together with a C expression for its type. */
export interface SpelledRecord {
  readonly id: string;
  /** `struct stat`, `div_t`, or `__typeof__(…)` for a record that has no name at all. */
  readonly spelling: string;
  /** Names under which a generated module may export it. */
  readonly names: readonly string[];
  /** The record and its member that this one is the type of; for records that have no name. */
  readonly within: { readonly record: SpelledRecord; readonly member: string } | null;
  readonly size: number;
  readonly align: number;
  readonly members: readonly Member[];
}

/** Every complete record of a spec. Records without tag and typedef are spelled through the member that they are the type of. */
export function spelledRecords(spec: Spec): SpelledRecord[] {
  const types = new TypeTable(spec);
  const found = new Map<string, SpelledRecord>();
  for (const declaration of spec.declarations) {
    if (declaration.kind === "record" && declaration.name !== null) {
      add(declaration, `${declaration.tag} ${declaration.name}`, null);
    } else if (declaration.kind === "typedef") {
      const type = types.resolve(declaration.type);
      if (type.kind === "record") add(type.record, declaration.name, null);
    }
  }
  for (const declaration of spec.declarations) {
    if (declaration.kind === "typedef") reach(declaration.type, `(*(${declaration.name} *)0)`, null);
    if (declaration.kind === "global") reach(declaration.type, declaration.name, null);
  }
  for (const record of found.values()) {
    // A map's iteration comes to what is added meanwhile.
    for (const { name, bitWidth, type } of record.members) {
      if (bitWidth === null) reach(type, `((${record.spelling} *)0)->${name}`, { record, member: name });
    }
  }
  return [...found.values()];

  /** Follows an expression of some type through arrays and pointers to a record. */
  function reach(type: CType | Resolved, expression: string, within: SpelledRecord["within"]): void {
    const resolved =
      type.kind === "record" || type.kind === "enum" || type.kind === "unknown" ? type : types.resolve(type);
    if (resolved.kind === "record") add(resolved.record, `__typeof__(${expression})`, within);
    else if (resolved.kind === "array") reach(resolved.of, `${expression}[0]`, within);
    else if (resolved.kind === "pointer") reach(resolved.to, `(*${expression})`, null);
  }

  function add(declaration: RecordDeclaration, spelling: string, within: SpelledRecord["within"]): void {
    const { id, tag, name, layout } = declaration;
    if (layout === null || found.has(id)) return;
    const typedefs = spec.declarations.flatMap((other) => {
      if (other.kind !== "typedef") return [];
      const type = types.resolve(other.type);
      return type.kind === "record" && type.record.id === id ? [other.name] : [];
    });
    const names = name === null ? typedefs : [...typedefs, `${tag}_${name}`];
    const { size, align } = layout;
    found.set(id, { id, spelling, names, within, size, align, members: membersOf(declaration, types, 0) });
  }
}

function membersOf(record: RecordDeclaration, types: TypeTable, base: number): Member[] {
  return (record.layout?.fields ?? []).flatMap(({ name, type, bitOffset, bitWidth }): Member[] => {
    const resolved = types.resolve(type);
    if (name !== null) return [{ name, type: resolved, bitOffset: base + bitOffset, bitWidth }];
    return resolved.kind === "record" ? membersOf(resolved.record, types, base + bitOffset) : [];
  });
}

/** An integer of C: width in bits, and whether it has a sign. */
export interface Integer {
  readonly bits: number;
  readonly signed: boolean;
}

/** The integer type that a member holds, or `null` for anything else. */
export function integerOf(type: Resolved | CType): Integer | null {
  if (type.kind === "int") return type;
  return type.kind === "enum" ? type.enum.underlying : null;
}
