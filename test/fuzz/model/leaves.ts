import { enumInteger } from "./elaborate-enum.ts";
import { type EnumModel, type ExoticType, type MemberModel, type RecordModel, resolve, type Type } from "./type.ts";

/** A value that C can assign and TypeScript can see: a member of a member of an element … of a record. */
export interface Leaf {
  /** As C reaches it: `.m0[1].m2`; empty for a value that is no record. */
  readonly path: string;
  /** As TypeScript does: member names and indices. */
  readonly steps: readonly (string | number)[];
  readonly value: LeafValue;
  /** Declared type; a bit-field cannot have its address taken. */
  readonly type: Type;
  readonly bits: number | null;
  /** The innermost record around it that C has a name for: through that, even a member of a const record can be set. */
  readonly owner: { readonly path: string; readonly record: RecordModel } | null;
}

export type LeafValue =
  | {
      readonly kind: "int";
      readonly bits: number;
      readonly signed: boolean;
      readonly as: "number" | "long" | "bigint";
      /** An element of a `char` array is a byte of a Uint8Array. */
      readonly isByte: boolean;
    }
  | { readonly kind: "bool" }
  | { readonly kind: "float"; readonly bits: 32 | 64 }
  | { readonly kind: "enum"; readonly enum: EnumModel; readonly as: "number" | "bigint" }
  | { readonly kind: "pointer" }
  | { readonly kind: "exotic"; readonly spelling: ExoticType["spelling"] };

/** The leaves of a value: of a union those of its first or last member that has any, of an array its first and last element. */
export function leavesOf(type: Type): readonly Leaf[] {
  return below(type, NOWHERE, null, false);
}

type Place = Pick<Leaf, "path" | "steps" | "owner">;

const NOWHERE: Place = { path: "", steps: [], owner: null };

function below(type: Type, here: Place, bits: number | null, inArray: boolean): readonly Leaf[] {
  const resolved = resolve(type);
  if (resolved.kind === "record") return memberLeaves(resolved.record, owned(resolved.record, here));
  if (resolved.kind === "array") {
    const { of, length } = resolved;
    const last = (length ?? 0) - 1;
    const indices = last < 0 ? [] : last === 0 ? [0] : [0, last];
    return indices.flatMap((i) =>
      below(of, { ...here, path: `${here.path}[${i}]`, steps: [...here.steps, i] }, null, true),
    );
  }
  const value = leafValue(resolved, bits, inArray);
  return value === null ? [] : [{ ...here, type, value, bits }];
}

function owned(record: RecordModel, place: Place): Place {
  return record.name === null && record.typedef === null ? place : { ...place, owner: { path: place.path, record } };
}

function memberLeaves(record: RecordModel, place: Place): readonly Leaf[] {
  const all = record.members.map((member) => memberLeavesOf(member, place));
  if (record.tag === "struct") return all.flat();
  const members = all.filter((leaves) => leaves.length > 0);
  return (members.length % 2 === 0 ? members.at(-1) : members[0]) ?? [];
}

function memberLeavesOf({ name, type, bits }: MemberModel, place: Place): readonly Leaf[] {
  if (name === null) return bits === null ? below(type, place, null, false) : [];
  return below(type, { ...place, path: `${place.path}.${name}`, steps: [...place.steps, name] }, bits, false);
}

/** Every member of a record by itself, whatever union it is in; of arrays and records inside of it, their leaves. */
export function memberPlaces(record: RecordModel): readonly Leaf[] {
  return everyLeaf(record, owned(record, NOWHERE));
}

function everyLeaf(record: RecordModel, place: Place): readonly Leaf[] {
  return record.members.flatMap((member) => {
    const { name, type, bits } = member;
    const resolved = resolve(type);
    if (resolved.kind !== "record" || bits !== null) return memberLeavesOf(member, place);
    const inside = name === null ? place : { ...place, path: `${place.path}.${name}`, steps: [...place.steps, name] };
    return everyLeaf(resolved.record, owned(resolved.record, inside));
  });
}

function leafValue(type: ReturnType<typeof resolve>, bits: number | null, inArray: boolean): LeafValue | null {
  switch (type.kind) {
    case "int": {
      // A bit-field of up to 32 bits is a number, a wider one a bigint.
      const as = bits === null ? type.as : bits > 32 ? "bigint" : "number";
      return { kind: "int", bits: bits ?? type.bits, signed: type.signed, as, isByte: inArray && isPlainChar(type) };
    }
    case "bool":
      return { kind: "bool" };
    case "float":
      return { kind: "float", bits: type.bits };
    case "enum":
      return {
        kind: "enum",
        enum: type.enum,
        as: (bits === null ? isBigEnum(type.enum) : bits > 32) ? "bigint" : "number",
      };
    case "pointer":
      return { kind: "pointer" };
    case "exotic":
      // Nothing in TypeScript stands for a vector.
      return type.spelling === "fz_float4" ? null : { kind: "exotic", spelling: type.spelling };
    default:
      return null;
  }
}

function isPlainChar(type: { readonly spelling: string }): boolean {
  return type.spelling === "char";
}

/** Whether an enum reads as a bigint: 64 bits of which some are beyond 2^53. */
function isBigEnum(model: EnumModel): boolean {
  return enumInteger(model).bits === 64 && model.enumerators.some(({ value }) => !Number.isSafeInteger(Number(value)));
}
