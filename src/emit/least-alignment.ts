import type { TypeTable } from "../spec/abi/type-table.ts";
import type { CType } from "../spec/ctype.ts";
import type { Declaration, RecordDeclaration } from "../spec/declaration.ts";

/**
 * What the address of a record is a multiple of wherever it is, by its id: its own alignment, or less if a packed record has
 * it as a member. Where a member that needs more than that lies, a typed array cannot always begin.
 */
export function leastAlignments(declarations: readonly Declaration[], types: TypeTable): ReadonlyMap<string, number> {
  const least = new Map<string, number>();
  // Those around come before those inside: a record's own least alignment is known when it is looked into.
  for (const record of outermostFirst(declarations, types)) {
    const own = least.get(record.id) ?? record.layout?.align ?? 1;
    least.set(record.id, own);
    for (const { inner, offset } of placesIn(record, 0, types)) {
      const known = least.get(inner.id) ?? inner.layout?.align ?? 1;
      least.set(inner.id, Math.min(known, powerOfTwoIn(own, offset)));
    }
  }
  return least;
}

interface Place {
  readonly inner: RecordDeclaration;
  /** Bytes from the start of the record around it; in an array, what all elements have in common. */
  readonly offset: number;
}

/** The records that a record has as members, or as elements of members. */
function placesIn(record: RecordDeclaration, base: number, types: TypeTable): readonly Place[] {
  return (record.layout?.fields ?? []).flatMap((field): readonly Place[] => {
    const inner = element(field.type, types);
    if (field.bitWidth !== null || inner === null) return [];
    const offset = base + field.bitOffset / 8;
    // The members of an anonymous record are members of the record around it.
    if (field.name === null) return placesIn(inner, offset, types);
    const size = inner.layout?.size ?? 0;
    return [{ inner, offset: types.resolve(field.type).kind === "array" ? offset | size : offset }];
  });
}

function element(type: CType, types: TypeTable): RecordDeclaration | null {
  const resolved = types.resolve(type);
  if (resolved.kind === "array") return element(resolved.of, types);
  return resolved.kind === "record" ? resolved.record : null;
}

/** The largest power of two that both are multiples of; `align` is a power of two. */
function powerOfTwoIn(align: number, offset: number): number {
  return offset === 0 ? align : Math.min(align, offset & -offset);
}

function outermostFirst(declarations: readonly Declaration[], types: TypeTable): readonly RecordDeclaration[] {
  const done = new Set<string>();
  const order: RecordDeclaration[] = [];
  const visit = (record: RecordDeclaration): void => {
    if (done.has(record.id)) return;
    done.add(record.id);
    for (const field of record.layout?.fields ?? []) {
      const inner = element(field.type, types);
      if (inner !== null) visit(inner);
    }
    order.push(record);
  };
  for (const declaration of declarations) if (declaration.kind === "record") visit(declaration);
  return order.reverse();
}
