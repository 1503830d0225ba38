import { layoutOf } from "../../../src/spec/abi/layout.ts";
import { type Resolved, TypeTable } from "../../../src/spec/abi/type-table.ts";
import type { CType } from "../../../src/spec/ctype.ts";
import type { EnumDeclaration, Field, RecordDeclaration } from "../../../src/spec/declaration.ts";
import type { Spec } from "../../../src/spec/spec.ts";
import type { Case } from "../model/case.ts";
import type { EnumModel, RecordModel } from "../model/type.ts";
import { key, type MemberFact, memberFacts, ownName } from "../program/layout-facts.ts";

export type Fact = (key: string, text: string) => void;

/** The layout facts of a case as the spec has them, under the keys of the C program. */
export function specFacts({ types }: Case, spec: Spec, fact: Fact): void {
  const table = new TypeTable(spec);
  for (const type of types) {
    switch (type.declares) {
      case "record":
        recordFacts(type, spec, table, fact);
        break;
      case "enum":
        enumFacts(type, table, fact);
        break;
      case "typedef":
        fact(key.size(type.name), sizeText({ kind: "ref", id: type.name }, spec, table));
        fact(key.align(type.name), alignText({ kind: "ref", id: type.name }, spec, table));
        break;
      case "opaque":
        break;
    }
  }
}

function sizeText(type: CType, spec: Spec, table: TypeTable): string {
  const resolved = table.resolve(type);
  // gcc's sizeof of a function is 1; the spec has no size for it.
  if (resolved.kind === "function") return "1";
  return String(layoutOf(type, table, spec.target)?.size ?? `unknown size of ${resolved.kind}`);
}

function alignText(type: CType, spec: Spec, table: TypeTable): string {
  if (table.resolve(type).kind === "function") return "1";
  return String(layoutOf(type, table, spec.target)?.align);
}

function recordFacts(model: RecordModel, spec: Spec, table: TypeTable, fact: Fact): void {
  const name = ownName(model);
  const record = recordOf(table.resolve({ kind: "ref", id: name }), name);
  const { size, align } = layoutOfRecord(record);
  fact(key.size(name), String(size));
  if (model.name !== null || model.typedefAligned === null) fact(key.align(name), String(align));
  for (const member of memberFacts(model)) {
    const { bitOffset, field } = find(record, member, table);
    if (member.bits === null) {
      fact(key.offset(name, member.path), String(bitOffset / 8));
      const isFlexible = member.type.kind === "array" && member.type.length === null;
      if (!isFlexible) fact(key.memberSize(name, member.path), sizeText(field.type, spec, table));
    } else {
      if (field.bitWidth !== member.bits) throw new Error(`${name}${member.path} has ${field.bitWidth} bits`);
      fact(key.bits(name, member.path), `=${bitsText(bitOffset, member.bits, size)}`);
    }
  }
}

/** A record's bytes when one of its bit-fields is all ones. */
function bitsText(bitOffset: number, width: number, size: number): string {
  const bits = ((1n << BigInt(width)) - 1n) << BigInt(bitOffset);
  return Array.from({ length: size }, (_, i) =>
    Number((bits >> BigInt(8 * i)) & 0xffn)
      .toString(16)
      .padStart(2, "0"),
  ).join("");
}

function find(record: RecordDeclaration, { steps, path }: MemberFact, table: TypeTable): Found {
  let at: Resolved = { kind: "record", record };
  let found: Found | null = null;
  let base = 0;
  for (const step of steps) {
    if (typeof step === "number") {
      if (at.kind !== "array") throw new Error(`no array at ${path}`);
      at = table.resolve(at.of);
      continue;
    }
    found = named(recordOf(at, path), step, base, table);
    if (found === null) throw new Error(`the spec has no member ${path}`);
    base = found.bitOffset;
    at = table.resolve(found.field.type);
  }
  if (found === null) throw new Error(`no member ${path}`);
  return found;
}

interface Found {
  readonly field: Field;
  /** From the start of the outermost record. */
  readonly bitOffset: number;
}

/** A member by name, in anonymous records too. */
function named(record: RecordDeclaration, name: string, base: number, table: TypeTable): Found | null {
  for (const field of layoutOfRecord(record).fields) {
    const bitOffset = base + field.bitOffset;
    if (field.name === name) return { field, bitOffset };
    const inner = field.name === null && field.bitWidth === null ? table.resolve(field.type) : null;
    const found = inner?.kind === "record" ? named(inner.record, name, bitOffset, table) : null;
    if (found !== null) return found;
  }
  return null;
}

function recordOf(type: Resolved, name: string): RecordDeclaration {
  if (type.kind !== "record") throw new Error(`the spec has ${type.kind} for the record ${name}`);
  return type.record;
}

function layoutOfRecord(record: RecordDeclaration): NonNullable<RecordDeclaration["layout"]> {
  if (record.layout === null) throw new Error(`the spec has no layout for ${record.id}`);
  return record.layout;
}

function enumFacts(model: EnumModel, table: TypeTable, fact: Fact): void {
  const name = model.tag === null ? (model.typedef ?? "") : `enum ${model.tag}`;
  const found = enumOf(table.resolve({ kind: "ref", id: name }), name);
  fact(key.size(name), String((found.underlying?.bits ?? 0) / 8));
  fact(key.sign(name), found.underlying?.signed ? "1" : "0");
  for (const enumerator of found.enumerators) fact(key.enumerator(enumerator.name), enumerator.value);
}

function enumOf(type: Resolved, name: string): EnumDeclaration {
  if (type.kind !== "enum") throw new Error(`the spec has ${type.kind} for the enum ${name}`);
  return type.enum;
}
