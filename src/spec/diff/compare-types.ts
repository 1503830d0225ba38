import type { Resolved, TypeTable } from "../abi/type-table.ts";
import { assertNever } from "../assert-never.ts";
import { printType } from "../c-printer.ts";
import type { CType, IntType, PointerType } from "../ctype.ts";
import type { RecordDeclaration } from "../declaration.ts";
import type { Impact } from "./change.ts";
import { compareFunctionTypes } from "./compare-function-types.ts";
import { compareRecords } from "./compare-records.ts";
import { worst } from "./worst.ts";

/** The types of both specs, and the pairs of records that are being compared: a record may hold pointers to itself. */
export interface Tables {
  readonly before: TypeTable;
  readonly after: TypeTable;
  readonly open: ReadonlySet<string>;
}

/**
 * What it means for a caller that a type is another one; `null` if it is not. A tag or typedef that both have under one name
 * is the same here: what changed in it is told once, of its own declaration.
 */
export function compareTypes(a: CType, b: CType, tables: Tables): Impact | null {
  if (a.kind === "ref" && b.kind === "ref" && a.id === b.id && !isUntagged(a.id)) return null;
  const meaning = compareMeanings(tables.before.resolve(a), tables.after.resolve(b), a, b, tables);
  const align = tables.before.typedefAlign(a) === tables.after.typedefAlign(b) ? null : "breaking";
  const spelling = wordsOf(a, tables.before) === wordsOf(b, tables.after) ? null : "source";
  return worst([meaning, align, spelling]);
}

/** Whether an id is one that a program cannot write. */
export function isUntagged(id: string): boolean {
  return id.includes(" @");
}

/** Typedefs and qualifiers that a type is written with. */
function wordsOf(type: CType, types: TypeTable): string {
  const names = types.typedefNames(type);
  return [...names, ...qualifiersOf(type, types)].join(" ");
}

function qualifiersOf(type: CType, types: TypeTable): readonly string[] {
  const words = new Set<string>();
  for (let at: CType | null = type; at !== null; at = within(at, types)) {
    if (at.kind === "atomic") words.add("_Atomic");
    if (at.kind === "qualified") {
      if (at.const) words.add("const");
      if (at.volatile) words.add("volatile");
      if (at.restrict) words.add("restrict");
    }
  }
  return [...words].sort();
}

function within(type: CType, types: TypeTable): CType | null {
  if (type.kind === "qualified" || type.kind === "atomic") return type.of;
  const named = type.kind === "ref" ? types.get(type.id) : undefined;
  return named?.kind === "typedef" ? named.type : null;
}

function compareMeanings(left: Resolved, right: Resolved, a: CType, b: CType, tables: Tables): Impact | null {
  switch (left.kind) {
    case "void":
    case "bool":
      return left.kind === right.kind ? null : "breaking";
    case "int":
      return worst([compareIntegers(left, right), right.kind === "int" ? null : "source"]);
    case "enum":
      if (right.kind === "enum" && left.enum.id === right.enum.id && !isUntagged(left.enum.id)) return null;
      if (left.enum.underlying === null) return "breaking";
      return worst([compareIntegers(left.enum.underlying, right), isSameEnum(left, right) ? null : "source"]);
    case "float":
      return right.kind === "float" && left.name === right.name && left.bits === right.bits ? null : "breaking";
    case "pointer":
      return right.kind === "pointer" ? comparePointers(left, right, tables) : "breaking";
    case "array":
      if (right.kind !== "array" || left.length !== right.length) return "breaking";
      return compareTypes(left.of, right.of, tables);
    case "function":
      if (right.kind !== "function") return "breaking";
      return worst(compareFunctionTypes(left, right, tables).map(({ impact }) => impact));
    case "complex":
      return right.kind === "complex" ? compareTypes(left.of, right.of, tables) : "breaking";
    case "vector":
      if (right.kind !== "vector" || left.length !== right.length || left.size !== right.size) return "breaking";
      return compareTypes(left.of, right.of, tables);
    case "record":
      return right.kind === "record" ? compareRecordTypes(left.record, right.record, tables) : "breaking";
    case "unknown":
      return right.kind === "unknown" && left.id === right.id ? null : "breaking";
    case "other":
      // Of a type that the spec cannot express only the spelling is known.
      if (right.kind !== "other" || left.size !== right.size || left.align !== right.align) return "breaking";
      return left.spelling === right.spelling && printType(a) === printType(b) ? null : "breaking";
    default:
      return assertNever(left);
  }
}

function isSameEnum(left: Resolved & { kind: "enum" }, right: Resolved): boolean {
  return right.kind === "enum" && left.enum.id === right.enum.id;
}

/** An enum is passed as the integer type that it is compatible with. */
function compareIntegers(left: IntType, right: Resolved): Impact | null {
  const other = right.kind === "enum" ? right.enum.underlying : right;
  if (other?.kind !== "int" || left.bits !== other.bits || left.signed !== other.signed) return "breaking";
  return left.name === other.name ? null : "source";
}

function comparePointers(a: PointerType, b: PointerType, tables: Tables): Impact | null {
  const nullability = a.nullability === b.nullability ? null : "source";
  const [left, right] = [tables.before.resolve(a.to).kind, tables.after.resolve(b.to).kind];
  // `void *` is any pointer: it says less of what is there, or more, and nothing that a call would notice.
  if (left !== right && (left === "void" || right === "void")) return "source";
  return worst([nullability, compareTypes(a.to, b.to, tables)]);
}

/** Records of two names are one type to a caller if they are laid out alike. */
function compareRecordTypes(a: RecordDeclaration, b: RecordDeclaration, tables: Tables): Impact | null {
  if (a.id === b.id && !isUntagged(a.id)) return null;
  const pair = `${a.id} | ${b.id}`;
  if (tables.open.has(pair)) return null;
  if (a.layout === null || b.layout === null || a.tag !== b.tag) return "breaking";
  const inside = compareRecords(a, b, { ...tables, open: new Set([...tables.open, pair]) });
  return worst([a.id === b.id ? null : "source", ...inside.map(({ impact }) => impact)]);
}
