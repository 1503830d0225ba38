import { assertNever } from "../assert-never.ts";
import type { CType } from "../ctype.ts";
import type { Field, RecordDeclaration } from "../declaration.ts";
import type { Target } from "../spec.ts";
import { hasDisputedArray } from "./empty-array.ts";
import { naturalLayout } from "./layout.ts";
import type { TypeTable } from "./type-table.ts";

/** What one eightbyte of a record travels as. `f32x2` is two floats in one XMM register. Other conventions have smaller pieces, too. */
export type EightbyteClass = "u64" | "f64" | "f32" | "f32x2" | "u8" | "u16" | "u32";

export interface Eightbyte {
  readonly as: EightbyteClass;
  /** Bytes from the start of the record. */
  readonly offset: number;
  /** Bytes that belong to the record: the last one may be shorter than eight. */
  readonly bytes: number;
}

/** How an aggregate is passed: psABI 3.2.3, "Classification". */
export type PassingClass =
  | { readonly kind: "registers"; readonly eightbytes: readonly Eightbyte[] }
  /** `x87`: all of it is `long double`s, which come back on the x87 stack. */
  | { readonly kind: "memory"; readonly x87: boolean }
  | { readonly kind: "refused"; readonly reason: string };

/** A scalar in an aggregate. */
export interface Leaf {
  /** `unnamed` is a bit-field without a name: padding to clang, as the psABI has it, and INTEGER to gcc. */
  readonly class: "integer" | "sse" | "x87" | "unnamed" | Refused;
  /** Bytes from the start of the record. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
  /** psABI 3.2.3 (4): an object with unaligned members has class MEMORY. */
  readonly unaligned: boolean;
}

interface Refused {
  readonly reason: string;
}

/**
 * Classifies what does not travel as one scalar: a complete record, `__int128`, `_Complex`, `long double`. Bytes and offsets are
 * clang's; nothing is taken from the machine running.
 */
export function classify(type: CType, types: TypeTable, target: Target): PassingClass {
  const resolved = types.resolve(type);
  const layout = resolved.kind === "record" ? resolved.record.layout : naturalLayout(type, types, target);
  if (layout === null) return { kind: "refused", reason: "it is incomplete" };
  const leaves = typeLeaves(type, 0, types, target);
  const fault = leaves.map((leaf) => leaf.class).find((one) => typeof one === "object");
  if (fault !== undefined) return { kind: "refused", reason: fault.reason };
  if (layout.size > 0 && leaves.every((leaf) => leaf.class === "unnamed")) {
    // To gcc it is an empty record, which does not travel; to clang it has a size.
    return { kind: "refused", reason: "compilers disagree about a record of nothing but padding" };
  }
  const onX87 = leaves.some((leaf) => leaf.class === "x87");
  if (layout.size > 16 || leaves.some((leaf) => leaf.unaligned) || (onX87 && !isCovered(leaves))) {
    // A record of more than 16 bytes is in memory whatever it holds; `long double _Complex` itself is not.
    const small = resolved.kind !== "record" || layout.size <= 16;
    return { kind: "memory", x87: small && leaves.every((leaf) => leaf.class === "x87") };
  }
  if (resolved.kind === "record" && hasFlexibleArray(resolved.record, types)) {
    return { kind: "refused", reason: "compilers disagree about its flexible array" };
  }
  if (resolved.kind === "record" && hasDisputedArray(type, leaves, types, target)) {
    return { kind: "refused", reason: "compilers disagree about its array of no elements" };
  }
  if (resolved.kind === "record" && hasAtomic(type, types)) {
    return { kind: "refused", reason: "compilers disagree about its atomic members" };
  }
  return inRegisters(leaves, layout.size);
}

/** clang passes small records with an `_Atomic` member in memory, gcc as if that were none. */
function hasAtomic(type: CType, types: TypeTable): boolean {
  if (types.isAtomic(type)) return true;
  const resolved = types.resolve(type);
  if (resolved.kind === "array") return hasAtomic(resolved.of, types);
  return resolved.kind === "record" && (resolved.record.layout?.fields ?? []).some((one) => hasAtomic(one.type, types));
}

/** psABI 3.2.3 (4): INTEGER wins over X87 and X87UP as well. In a union, where integers lie in both halves of a `long double`. */
function isCovered(leaves: readonly Leaf[]): boolean {
  return [0, 8].every((at) =>
    leaves.some((leaf) => leaf.class === "integer" && leaf.offset < at + 8 && leaf.offset + leaf.size > at),
  );
}

function inRegisters(leaves: readonly Leaf[], size: number): PassingClass {
  const eightbytes: Eightbyte[] = [];
  for (let offset = 0; offset < size; offset += 8) {
    const inside = leaves.filter((leaf) => leaf.offset < offset + 8 && leaf.offset + leaf.size > offset);
    if (inside.length === 0) {
      if (offset === 0) return { kind: "refused", reason: "its first eight bytes are padding" };
      continue; // NO_CLASS: takes no register
    }
    if (inside.some((leaf) => leaf.class === "unnamed") && !inside.some((leaf) => leaf.class === "integer")) {
      return { kind: "refused", reason: "compilers disagree about its unnamed bit-field" };
    }
    const bytes = Math.min(8, size - offset);
    eightbytes.push({ as: eightbyteClass(inside, bytes), offset, bytes });
  }
  return { kind: "registers", eightbytes };
}

/** clang passes small records with a flexible array in memory, as it does large ones; gcc sees an array of no elements. */
export function hasFlexibleArray(record: RecordDeclaration, types: TypeTable): boolean {
  return (record.layout?.fields ?? []).some(({ type }) => {
    const resolved = types.resolve(type);
    if (resolved.kind === "record") return hasFlexibleArray(resolved.record, types);
    return resolved.kind === "array" && resolved.length === null;
  });
}

/** psABI 3.2.3 (4): INTEGER wins over SSE. */
function eightbyteClass(leaves: readonly Leaf[], bytes: number): EightbyteClass {
  if (leaves.some((leaf) => leaf.class === "integer")) return "u64";
  if (leaves.some((leaf) => leaf.size === 8)) return "f64";
  // A float before padding counts as two, so that what follows keeps its offset in an engine struct.
  return bytes === 8 ? "f32x2" : "f32";
}

const NO_REGISTER = "vectors, and floats of 16 or 128 bits, travel in registers that the call engine cannot fill";
const OTHER_MEMBER = "of a member's type";

function fieldLeaves(field: Field, base: number, types: TypeTable, target: Target, most: number): readonly Leaf[] {
  if (field.bitWidth !== null) {
    if (field.bitWidth === 0) return [];
    const first = Math.floor(field.bitOffset / 8);
    const last = Math.ceil((field.bitOffset + field.bitWidth) / 8);
    const kind = field.name === null ? "unnamed" : "integer";
    return [{ class: kind, offset: base + first, size: last - first, unaligned: false }];
  }
  return typeLeaves(field.type, base + field.bitOffset / 8, types, target, most);
}

/**
 * The scalars of a type, in the order of its members.
 * @param most of the elements of an array that are looked at. More than 16 of any size are more than 16 bytes: class MEMORY whatever
 * they hold, so those say enough.
 */
export function typeLeaves(type: CType, offset: number, types: TypeTable, target: Target, most = 16): readonly Leaf[] {
  const resolved = types.resolve(type);
  const layout = naturalLayout(type, types, target);
  if (layout === null) return [{ class: { reason: OTHER_MEMBER }, offset, size: 0, unaligned: false }];
  const leaf = (kind: Leaf["class"]): readonly Leaf[] => [
    { class: kind, offset, size: layout.size, unaligned: offset % layout.align !== 0 },
  ];
  switch (resolved.kind) {
    case "bool":
    case "int":
    case "pointer":
    case "enum":
      return leaf("integer");
    case "float":
      if (resolved.name === "float" || resolved.name === "double") return leaf("sse");
      return leaf(resolved.name === "long double" ? "x87" : { reason: NO_REGISTER });
    case "complex": {
      const part = naturalLayout(resolved.of, types, target)?.size ?? 0;
      return [0, part].flatMap((at) => typeLeaves(resolved.of, offset + at, types, target));
    }
    case "array": {
      const size = naturalLayout(resolved.of, types, target)?.size ?? 0;
      const count = Math.min(resolved.length ?? 0, most);
      return Array.from({ length: count }, (_, i) =>
        typeLeaves(resolved.of, offset + i * size, types, target, most),
      ).flat();
    }
    case "record":
      return (resolved.record.layout?.fields ?? []).flatMap((field) => fieldLeaves(field, offset, types, target, most));
    case "vector":
      return leaf({ reason: NO_REGISTER });
    case "other":
    case "unknown":
    case "void":
    case "function":
      return leaf({ reason: OTHER_MEMBER });
    default:
      return assertNever(resolved);
  }
}
