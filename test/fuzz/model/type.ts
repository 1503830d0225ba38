/**
 * C types in the generator's own words. It shares no code with the program under test: two readings of C that are the
 * same by construction would prove nothing.
 */
export type Type =
  | { readonly kind: "void" }
  | Scalar
  | ExoticType
  | EnumType
  | PointerType
  | { readonly kind: "array"; readonly of: Type; readonly length: number | null }
  | { readonly kind: "record"; readonly record: RecordModel }
  | { readonly kind: "opaque"; readonly opaque: OpaqueModel }
  | { readonly kind: "typedef"; readonly typedef: TypedefModel }
  | { readonly kind: "qualified"; readonly qualifiers: string; readonly of: Type }
  | FunctionType;

export type Scalar = IntType | { readonly kind: "bool"; readonly spelling: string } | FloatType;

export interface IntType {
  readonly kind: "int";
  readonly spelling: string;
  readonly bits: 8 | 16 | 32 | 64;
  readonly signed: boolean;
  /** What TypeScript has for it; a `long` is a number that throws beyond 2^53. */
  readonly as: "number" | "long" | "bigint";
}

export interface FloatType {
  readonly kind: "float";
  readonly spelling: "float" | "double";
  readonly bits: 32 | 64;
}

/** What no register of the call engine fits; of a vector TypeScript has not even a value. */
export interface ExoticType {
  readonly kind: "exotic";
  readonly spelling:
    | "long double"
    | "float _Complex"
    | "double _Complex"
    | "long double _Complex"
    | "__int128"
    | "unsigned __int128"
    | "_Float16"
    | "fz_float4";
}

export interface EnumType {
  readonly kind: "enum";
  readonly enum: EnumModel;
}

export interface PointerType {
  readonly kind: "pointer";
  readonly to: Type;
  /** Of the pointer itself: `restrict`, `const`, or nothing. */
  readonly qualifiers: string;
}

export interface FunctionType {
  readonly kind: "function";
  readonly result: Type;
  readonly parameters: readonly ParameterModel[];
}

export interface ParameterModel {
  readonly name: string;
  readonly type: Type;
}

export interface EnumModel {
  readonly declares: "enum";
  readonly tag: string | null;
  readonly typedef: string | null;
  readonly packed: boolean;
  readonly enumerators: readonly { readonly name: string; readonly value: bigint }[];
}

export interface TypedefModel {
  readonly declares: "typedef";
  readonly name: string;
  readonly type: Type;
  readonly aligned: number | null;
}

export interface OpaqueModel {
  readonly declares: "opaque";
  readonly tag: "struct" | "union";
  readonly name: string;
}

export interface RecordModel {
  readonly declares: "record";
  readonly tag: "struct" | "union";
  /** `null`: known by its typedef, or by the member that it is the type of. */
  readonly name: string | null;
  readonly typedef: string | null;
  /** Inside of `__attribute__((…))`. */
  readonly attributes: readonly string[];
  /** Whether the typedef stands before the record. */
  readonly forward: boolean;
  /** `aligned` on the typedef, not on the record. */
  readonly typedefAligned: number | null;
  /** `#pragma pack(n)` around it. */
  readonly pack: number | null;
  readonly members: readonly MemberModel[];
}

export interface MemberModel {
  /** `null` for an anonymous record and for an unnamed bit-field. */
  readonly name: string | null;
  readonly type: Type;
  /** Whether the record that the type is made of is written out right here. */
  readonly inline: boolean;
  readonly bits: number | null;
  readonly attributes: readonly string[];
}

/** The type without typedefs and qualifiers. */
export function resolve(type: Type): Exclude<Type, { readonly kind: "typedef" | "qualified" }> {
  let at = type;
  while (at.kind === "typedef" || at.kind === "qualified") at = at.kind === "typedef" ? at.typedef.type : at.of;
  return at;
}

/** Whether `const` stands anywhere between the type and its meaning. */
export function isConst(type: Type): boolean {
  if (type.kind === "typedef") return isConst(type.typedef.type);
  if (type.kind === "array") return isConst(type.of);
  if (type.kind === "pointer") return type.qualifiers.includes("const");
  return type.kind === "qualified" && (type.qualifiers.includes("const") || isConst(type.of));
}
