import { printDeclaration } from "../c-printer.ts";
import type { Field, RecordDeclaration } from "../declaration.ts";
import type { Difference } from "./change.ts";
import { differ, typeDifference, yesNo } from "./compare-function-types.ts";
import { compareTypes, isUntagged, type Tables } from "./compare-types.ts";

/**
 * What a program that has such a record in memory has to know. Any member that comes or goes counts, also one in what was
 * padding: C reads it, and an old program never set it.
 */
export function compareRecords(a: RecordDeclaration, b: RecordDeclaration, tables: Tables): readonly Difference[] {
  if (a.layout === null || b.layout === null) {
    const impact = a.layout === null ? "source" : "breaking"; // nobody has made one of an incomplete type
    return differ(impact, "definition", sizeText(a), sizeText(b));
  }
  return [
    ...differ("breaking", "size", sizeText(a), sizeText(b)),
    ...differ("breaking", "alignment", bytes(a.layout.align), bytes(b.layout.align)),
    ...differ("breaking", "transparent union", yesNo(a.transparent), yesNo(b.transparent)),
    ...compareMembers(a.layout.fields, b.layout.fields, tables),
    ...differ("text", "packed", yesNo(a.layout.packed), yesNo(b.layout.packed)),
  ];
}

/** The first member of a transparent union decides how it is passed: order is told by offsets, and in a union by position. */
function compareMembers(a: readonly Field[], b: readonly Field[], tables: Tables): readonly Difference[] {
  const [before, after] = [byName(a), byName(b)];
  const added = [...after].filter(([name]) => !before.has(name));
  const differences: Difference[] = [];
  const taken = new Set<string>();
  for (const [name, field] of before) {
    const now = after.get(name);
    if (now !== undefined) {
      differences.push(...compareMember(name, field, now, tables));
      continue;
    }
    const renamed = added.find(([other, { bitOffset, bitWidth, type }]) => {
      const isInPlace = bitOffset === field.bitOffset && bitWidth === field.bitWidth && !taken.has(other);
      return isInPlace && compareTypes(field.type, type, tables) !== "breaking";
    });
    if (renamed === undefined) {
      differences.push({ impact: "breaking", what: `member ${name}`, before: memberText(field), after: null });
    } else {
      taken.add(renamed[0]);
      differences.push(...differ("source", `member ${name}`, memberText(field), memberText(renamed[1])));
    }
  }
  for (const [name, field] of added.filter(([other]) => !taken.has(other))) {
    differences.push({ impact: "breaking", what: `member ${name}`, before: null, after: memberText(field) });
  }
  const common = (order: ReadonlyMap<string, Field>, other: ReadonlyMap<string, Field>): string =>
    [...order.keys()].filter((name) => other.has(name)).join(", ");
  return [...differences, ...differ("source", "order of members", common(before, after), common(after, before))];
}

function compareMember(name: string, a: Field, b: Field, tables: Tables): readonly Difference[] {
  const member = `member ${name}`;
  return [
    ...differ("breaking", `${member}: offset`, offsetText(a), offsetText(b)),
    ...differ("breaking", `${member}: width`, widthText(a), widthText(b)),
    ...compareMemberTypes(name, a, b, tables),
    ...differ("source", `${member}: deprecated`, a.deprecated, b.deprecated),
    ...differ("text", `${member}: comment`, a.doc, b.doc),
  ];
}

/** Of a record that has no tag there is nothing to say but what is in it. */
function compareMemberTypes(name: string, a: Field, b: Field, tables: Tables): readonly Difference[] {
  const inside = insideOf(a, b, tables);
  if (inside === null) return typeDifference(`member ${name}: type`, a.type, b.type, tables);
  return inside.map((difference) => ({ ...difference, what: `member ${name}: ${difference.what}` }));
}

function insideOf({ type: a }: Field, { type: b }: Field, tables: Tables): readonly Difference[] | null {
  if (a.kind !== "ref" || b.kind !== "ref" || !isUntagged(a.id) || !isUntagged(b.id)) return null;
  const [before, after] = [tables.before.get(a.id), tables.after.get(b.id)];
  if (before?.kind !== "record" || after?.kind !== "record" || before.tag !== after.tag) return null;
  return compareRecords(before, after, tables);
}

/** Members without a name are told apart by their order. */
function byName(fields: readonly Field[]): ReadonlyMap<string, Field> {
  let unnamed = 0;
  return new Map(fields.map((field) => [field.name ?? `without name ${++unnamed}`, field]));
}

function sizeText({ layout }: RecordDeclaration): string {
  return layout === null ? "incomplete" : bytes(layout.size);
}

function bytes(count: number): string {
  return count === 1 ? "1 byte" : `${count} bytes`;
}

/** In bytes, and bits behind the point where it is not on a byte. */
function offsetText({ bitOffset }: Field): string {
  const bit = bitOffset % 8;
  return `${Math.floor(bitOffset / 8)}${bit === 0 ? "" : `.${bit}`}`;
}

function widthText({ bitWidth }: Field): string {
  if (bitWidth === null) return "no bit-field";
  return bitWidth === 1 ? "1 bit" : `${bitWidth} bits`;
}

function memberText(field: Field): string {
  const width = field.bitWidth === null ? "" : ` : ${field.bitWidth}`;
  return `${printDeclaration(field.type, field.name ?? "")}${width} at ${offsetText(field)}`;
}
