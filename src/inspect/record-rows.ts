import { layoutOf } from "../spec/abi/layout.ts";
import type { TypeTable } from "../spec/abi/type-table.ts";
import { printDeclaration } from "../spec/c-printer.ts";
import type { CType } from "../spec/ctype.ts";
import type { Field, RecordDeclaration } from "../spec/declaration.ts";
import type { Target } from "../spec/spec.ts";
import { docLines } from "./doc-lines.ts";
import type { RecordDetail, RecordRow } from "./inspection.ts";

/**
 * Members and holes of a record in the order of C, those of records without a name between their braces.
 *
 * @param accessorsOf types of the accessors of a record's class, by member.
 */
export function recordDetail(
  record: RecordDeclaration,
  accessorsOf: AccessorsOf,
  types: TypeTable,
  target: Target,
): RecordDetail | null {
  const { layout, tag } = record;
  if (layout === null) return null;
  const drawing = new Drawing(record, accessorsOf, types, target);
  drawing.fields({ fields: layout.fields, isUnion: tag === "union", start: 0, bits: layout.size * 8, depth: 0 });
  const { size, align, packed } = layout;
  return { kind: "record", size, align, packed, padding: size * 8 - covered(drawing.rows), rows: drawing.rows };
}

export type AccessorsOf = (record: RecordDeclaration) => ReadonlyMap<string, string>;

interface Block {
  readonly fields: readonly Field[];
  readonly isUnion: boolean;
  /** Bits from the start of the outermost record. */
  readonly start: number;
  readonly bits: number;
  readonly depth: number;
}

class Drawing {
  readonly rows: RecordRow[] = [];
  readonly #accessors: ReadonlyMap<string, string>;
  readonly #accessorsOf: AccessorsOf;
  readonly #types: TypeTable;
  readonly #target: Target;

  constructor(record: RecordDeclaration, accessorsOf: AccessorsOf, types: TypeTable, target: Target) {
    this.#accessors = accessorsOf(record);
    this.#accessorsOf = accessorsOf;
    this.#types = types;
    this.#target = target;
  }

  fields({ fields, isUnion, start, bits, depth }: Block): void {
    let end = start;
    for (const field of fields) {
      const at = start + field.bitOffset;
      if (!isUnion && at > end) this.#padding(end, at - end, depth);
      end = Math.max(end, at + this.#field(field, at, depth));
    }
    if (end < start + bits) this.#padding(end, start + bits - end, depth);
  }

  /** Returns its size in bits. */
  #field(field: Field, at: number, depth: number): number {
    const bits = field.bitWidth ?? this.#bitsOf(field.type);
    const inner = this.#unnamedRecord(field.type);
    if (inner?.layout != null && field.bitWidth === null) {
      this.rows.push({ ...row("open", depth), bitOffset: at, bits, c: `${inner.tag} {` });
      const { fields, size } = inner.layout;
      // What is inside a named member is reached through that member: it has a class of its own.
      const inside = field.name === null ? this : new Drawing(inner, this.#accessorsOf, this.#types, this.#target);
      inside.fields({ fields, isUnion: inner.tag === "union", start: at, bits: size * 8, depth: depth + 1 });
      if (inside !== this) this.rows.push(...inside.rows);
      const declarator = printDeclaration(field.type, field.name ?? "").replace(/^[^}]*\} ?/, "");
      this.rows.push({
        ...row("close", depth),
        name: field.name,
        c: declarator === "" ? "};" : `} ${declarator};`,
        typescript: this.#accessor(field.name),
        doc: docLines(field.doc),
      });
      return bits ?? 0;
    }
    const width = field.bitWidth === null ? "" : ` : ${field.bitWidth}`;
    this.rows.push({
      ...row("member", depth),
      bitOffset: at,
      bits,
      isBitField: field.bitWidth !== null,
      name: field.name,
      c: `${printDeclaration(field.type, field.name ?? "")}${width};`,
      typescript: this.#accessor(field.name),
      doc: docLines(field.doc),
    });
    return bits ?? 0;
  }

  #accessor(name: string | null): string | null {
    return name === null ? null : (this.#accessors.get(name) ?? null);
  }

  #padding(at: number, bits: number, depth: number): void {
    const isBitField = at % 8 !== 0 || bits % 8 !== 0;
    this.rows.push({ ...row("padding", depth), bitOffset: at, bits, isBitField, c: `(${amount(bits)} of padding)` });
  }

  /** `null` for a flexible array and for what the spec does not know the size of. */
  #bitsOf(type: CType): number | null {
    const resolved = this.#types.resolve(type);
    if (resolved.kind === "array" && resolved.length === null) return null;
    const layout = layoutOf(type, this.#types, this.#target);
    return layout === null ? null : layout.size * 8;
  }

  /** The record that a member's type spells out, by itself or as the element of an array: it has no name of its own. */
  #unnamedRecord(type: CType): RecordDeclaration | null {
    if (type.kind === "array" || type.kind === "qualified") return this.#unnamedRecord(type.of);
    const named = type.kind === "ref" ? this.#types.get(type.id) : undefined;
    return named?.kind === "record" && named.name === null ? named : null;
  }
}

function row(kind: RecordRow["kind"], depth: number): RecordRow {
  return { kind, depth, bitOffset: null, bits: null, isBitField: false, name: null, c: "", typescript: null, doc: [] };
}

/** `3 bytes`, `1 bit`, `2 bytes and 5 bits`. */
export function amount(bits: number): string {
  const [bytes, rest] = [Math.floor(bits / 8), bits % 8];
  const parts = [
    ...(bytes > 0 ? [`${bytes} byte${bytes === 1 ? "" : "s"}`] : []),
    ...(rest > 0 ? [`${rest} bit${rest === 1 ? "" : "s"}`] : []),
  ];
  return parts.length === 0 ? "0 bytes" : parts.join(" and ");
}

/** Bits that at least one member has. */
function covered(rows: readonly RecordRow[]): number {
  const spans = rows
    .flatMap(({ kind, bitOffset, bits }) =>
      kind === "member" && bitOffset !== null && bits !== null ? [{ start: bitOffset, end: bitOffset + bits }] : [],
    )
    .sort((a, b) => a.start - b.start);
  let [total, end] = [0, 0];
  for (const span of spans) {
    total += Math.max(0, span.end - Math.max(span.start, end));
    end = Math.max(end, span.end);
  }
  return total;
}
