import { z } from "zod";

/** A C type where it is used. Records, enums and typedefs are a `ref` to their declaration. */
export type CType =
  | { readonly kind: "void" }
  | { readonly kind: "bool" }
  | IntType
  | FloatType
  | PointerType
  | ArrayType
  | FunctionType
  | QualifiedType
  | { readonly kind: "complex"; readonly of: CType }
  | { readonly kind: "atomic"; readonly of: CType }
  | VectorType
  | { readonly kind: "ref"; readonly id: string }
  | OtherType;

/** The integer types of C, by the name that a programmer writes (C17 6.2.5). */
export type IntName =
  | "char"
  | "signed char"
  | "unsigned char"
  | "short"
  | "unsigned short"
  | "int"
  | "unsigned int"
  | "long"
  | "unsigned long"
  | "long long"
  | "unsigned long long"
  | "__int128"
  | "unsigned __int128"
  | "wchar_t"
  | "char16_t"
  | "char32_t";

/** C integer, already resolved for the spec's target: `long` has 64 bits on LP64, 32 on LLP64. */
export interface IntType {
  readonly kind: "int";
  readonly name: IntName;
  /** Width in bits. */
  readonly bits: 8 | 16 | 32 | 64 | 128;
  /** For plain `char` this is the target's choice. */
  readonly signed: boolean;
}

export interface FloatType {
  readonly kind: "float";
  readonly name: "_Float16" | "float" | "double" | "long double" | "__float128" | "__bf16";
  /** Storage width in bits: 128 for the x87 `long double` of x86-64, whose value has 80. */
  readonly bits: 16 | 32 | 64 | 96 | 128;
}

export interface PointerType {
  readonly kind: "pointer";
  /** `void *` points to `{ kind: "void" }`, `T (*)(…)` to `{ kind: "function" }`. */
  readonly to: CType;
  /** `_Nonnull`, `_Nullable`, `_Null_unspecified`, or `null` where the header is silent. */
  readonly nullability: "nonnull" | "nullable" | "unspecified" | null;
}

export interface ArrayType {
  readonly kind: "array";
  readonly of: CType;
  /** Number of elements; `null` for `T[]` (a flexible member, an extern array of unknown size) and for a VLA parameter. */
  readonly length: number | null;
}

export interface Parameter {
  /** `null` where the prototype gives none. */
  readonly name: string | null;
  /** The type after C's adjustment: arrays and functions are pointers (C17 6.7.6.3p7). */
  readonly type: CType;
  /** The type as written where adjustment changed it (`int a[3]`), else `null`. */
  readonly written: CType | null;
  /** Whether NULL is no argument: `__attribute__((nonnull))`, `int a[static 3]` (C17 6.7.6.3p7) or `_Nonnull`. */
  readonly nonnull: boolean;
}

export interface FunctionType {
  readonly kind: "function";
  readonly result: CType;
  readonly parameters: readonly Parameter[];
  readonly variadic: boolean;
  /** `false` for `T f()` before C23: the parameters are unknown, not none. */
  readonly prototype: boolean;
  readonly callingConvention: CallingConvention;
}

/** `c` is the target's default; the others as clang names them. */
export type CallingConvention =
  | "c"
  | "stdcall"
  | "fastcall"
  | "thiscall"
  | "vectorcall"
  | "pascal"
  | "ms_abi"
  | "sysv_abi"
  | "other";

export interface QualifiedType {
  readonly kind: "qualified";
  readonly const: boolean;
  readonly volatile: boolean;
  readonly restrict: boolean;
  readonly of: CType;
}

export interface VectorType {
  readonly kind: "vector";
  readonly of: CType;
  /** Number of elements. */
  readonly length: number;
  /** Bytes. */
  readonly size: number;
}

/** A type that the spec has no kind for. Size and alignment (bytes, `null` if incomplete) keep records around it whole. */
export interface OtherType {
  readonly kind: "other";
  /** clang's spelling, for reports. */
  readonly spelling: string;
  readonly size: number | null;
  readonly align: number | null;
}

const INT_NAMES = [
  "char",
  "signed char",
  "unsigned char",
  "short",
  "unsigned short",
  "int",
  "unsigned int",
  "long",
  "unsigned long",
  "long long",
  "unsigned long long",
  "__int128",
  "unsigned __int128",
  "wchar_t",
  "char16_t",
  "char32_t",
] as const satisfies readonly IntName[];

const CALLING_CONVENTIONS = [
  "c",
  "stdcall",
  "fastcall",
  "thiscall",
  "vectorcall",
  "pascal",
  "ms_abi",
  "sysv_abi",
  "other",
] as const satisfies readonly CallingConvention[];

export const IntType: z.ZodType<IntType> = z.strictObject({
  kind: z.literal("int"),
  name: z.enum(INT_NAMES),
  bits: z.literal([8, 16, 32, 64, 128]),
  signed: z.boolean(),
});

export const Parameter: z.ZodType<Parameter> = z
  .strictObject({
    name: z.string().nullable(),
    get type() {
      return CType;
    },
    get written() {
      return z.nullable(CType);
    },
    nonnull: z.boolean().default(false), // since 1.1
  })
  .meta({ id: "Parameter" });

const functionShape = {
  result: z.lazy(() => CType),
  parameters: z.array(Parameter),
  variadic: z.boolean(),
  prototype: z.boolean(),
  callingConvention: z.enum(CALLING_CONVENTIONS),
};

export const FunctionType: z.ZodType<FunctionType> = z
  .strictObject({ kind: z.literal("function"), ...functionShape })
  .meta({ id: "FunctionType" });

export const CType: z.ZodType<CType> = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("void") }),
    z.strictObject({ kind: z.literal("bool") }),
    z.strictObject({
      kind: z.literal("int"),
      name: z.enum(INT_NAMES),
      bits: z.literal([8, 16, 32, 64, 128]),
      signed: z.boolean(),
    }),
    z.strictObject({
      kind: z.literal("float"),
      name: z.enum(["_Float16", "float", "double", "long double", "__float128", "__bf16"]),
      bits: z.literal([16, 32, 64, 96, 128]),
    }),
    z.strictObject({
      kind: z.literal("pointer"),
      get to() {
        return CType;
      },
      nullability: z.enum(["nonnull", "nullable", "unspecified"]).nullable(),
    }),
    z.strictObject({
      kind: z.literal("array"),
      get of() {
        return CType;
      },
      length: z.int().nonnegative().nullable(),
    }),
    z.strictObject({ kind: z.literal("function"), ...functionShape }),
    z.strictObject({
      kind: z.literal("qualified"),
      const: z.boolean(),
      volatile: z.boolean(),
      restrict: z.boolean(),
      get of() {
        return CType;
      },
    }),
    z.strictObject({
      kind: z.literal("complex"),
      get of() {
        return CType;
      },
    }),
    z.strictObject({
      kind: z.literal("atomic"),
      get of() {
        return CType;
      },
    }),
    z.strictObject({
      kind: z.literal("vector"),
      get of() {
        return CType;
      },
      length: z.int().positive(),
      size: z.int().positive(),
    }),
    z.strictObject({ kind: z.literal("ref"), id: z.string() }),
    z.strictObject({
      kind: z.literal("other"),
      spelling: z.string(),
      size: z.int().nonnegative().nullable(),
      align: z.int().positive().nullable(),
    }),
  ])
  .meta({ id: "CType" });
