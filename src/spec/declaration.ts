import { z } from "zod";
import { CType, FunctionType, IntType } from "./ctype.ts";
import { SourceLocation } from "./location.ts";
import { MacroMeaning } from "./macro-meaning.ts";

/** Anything a header declares, in one variant per C idea. */
export type Declaration =
  | FunctionDeclaration
  | RecordDeclaration
  | EnumDeclaration
  | TypedefDeclaration
  | GlobalDeclaration
  | ConstantDeclaration
  | MacroDeclaration
  | UnsupportedDeclaration;

/** What every declaration has. */
export interface DeclarationBase {
  /** Where it stands; for a redeclared one, the definition or else the first. */
  readonly location: SourceLocation;
  /** The documentation comment as written, its comment marks included; `null` if none. */
  readonly doc: string | null;
  /** `null` if not deprecated; else the attribute's message, which may be empty. */
  readonly deprecated: string | null;
  /** `null` if it may be used; else the message of `__attribute__((unavailable))` or of the target's availability. */
  readonly unavailable: string | null;
}

export interface FunctionDeclaration extends DeclarationBase {
  readonly kind: "function";
  readonly name: string;
  /** Linker symbol: the asm label if there is one, else the C name; without the target's own prefix (`_` on macOS). */
  readonly symbol: string;
  readonly type: FunctionType;
  /** `static` functions have no symbol to link against; a `macro` has the prototype that somebody gave it, and is none. */
  readonly storage: "extern" | "static" | "macro";
  readonly inline: boolean;
  readonly noreturn: boolean;
  readonly warnUnusedResult: boolean;
  /** Whether the result is never NULL: `__attribute__((returns_nonnull))` or `_Nonnull`. */
  readonly returnsNonnull: boolean;
  /** `__attribute__((format(printf, 2, 3)))`. */
  readonly format: FormatAttribute | null;
  readonly linkage: Linkage;
}

export interface FormatAttribute {
  /** Whose conversions the text has: `printf`, `scanf`, `strftime`, `strfmon`. */
  readonly style: string;
  /** Number of the parameter that is the format, from 1. */
  readonly format: number;
  /** Number of the first argument that it speaks of, from 1; 0 where they are in a `va_list`. */
  readonly first: number;
}

/** How a symbol takes part in linking. */
export interface Linkage {
  /** `__attribute__((weak))`: a library may lack it. */
  readonly weak: boolean;
  /** ELF's visibility: a `hidden` symbol is inside its library only (gABI, "Symbol Visibility"). */
  readonly visibility: "default" | "protected" | "hidden";
}

export interface RecordDeclaration extends DeclarationBase {
  readonly kind: "record";
  /** What a `ref` names: `struct stat`, or `struct @…` for a record without a tag. */
  readonly id: string;
  readonly tag: "struct" | "union";
  /** The tag name; `null` for `struct { … }`. */
  readonly name: string | null;
  /** `__attribute__((transparent_union))`: a parameter of this type takes what any member takes, passed as the first member. */
  readonly transparent: boolean;
  /** Size, alignment and members; `null` for an incomplete type such as `struct opaque;`. */
  readonly layout: RecordLayout | null;
}

export interface RecordLayout {
  /** Bytes. */
  readonly size: number;
  /** Bytes. */
  readonly align: number;
  /** `__attribute__((packed))`. */
  readonly packed: boolean;
  readonly fields: readonly Field[];
}

export interface Field {
  /** `null` for an anonymous record member (C17 6.7.2.1p13) and for an unnamed bit-field. */
  readonly name: string | null;
  readonly type: CType;
  /** Offset of the first bit from the start of the record, in bits. */
  readonly bitOffset: number;
  /** Width in bits of a bit-field; `null` for any other member. */
  readonly bitWidth: number | null;
  readonly doc: string | null;
  /** As for a declaration. */
  readonly deprecated: string | null;
}

export interface EnumDeclaration extends DeclarationBase {
  readonly kind: "enum";
  /** What a `ref` names: `enum color`, or `enum @…` for an enum without a tag. */
  readonly id: string;
  readonly name: string | null;
  /** The compatible integer type that the compiler chose or the header fixed; `null` for an incomplete enum. */
  readonly underlying: IntType | null;
  readonly enumerators: readonly Enumerator[];
}

export interface Enumerator {
  readonly name: string;
  /** Decimal, so that 64-bit values survive JSON. */
  readonly value: string;
  readonly doc: string | null;
  /** As for a declaration. */
  readonly deprecated: string | null;
}

export interface TypedefDeclaration extends DeclarationBase {
  readonly kind: "typedef";
  /** What a `ref` names: the typedef's own name. */
  readonly id: string;
  readonly name: string;
  readonly type: CType;
  /** Bytes, where `__attribute__((aligned(n)))` gives the name another alignment than its type has; else `null`. */
  readonly align: number | null;
}

export interface GlobalDeclaration extends DeclarationBase {
  readonly kind: "global";
  readonly name: string;
  /** Linker symbol, as for functions. */
  readonly symbol: string;
  readonly type: CType;
  readonly threadLocal: boolean;
  /** `static` variables have no symbol to link against. */
  readonly storage: "extern" | "static";
  readonly linkage: Linkage;
}

/** An object-like macro, or a `const` variable with an initializer, whose value the compiler computed. */
export interface ConstantDeclaration extends DeclarationBase {
  readonly kind: "constant";
  readonly name: string;
  readonly origin: "macro" | "const";
  /**
   * The type of the expression: `int` for `'a'`, `unsigned long` for `UINT64_MAX`, an array of `char` for a string and a
   * pointer to it for one that was cast.
   */
  readonly type: CType;
  readonly value: ConstantValue;
}

export type ConstantValue =
  /** Decimal. */
  | { readonly kind: "int"; readonly value: string }
  /** Shortest decimal that reads back as the same double, or `inf`, `-inf`, `nan`. Exact, also for a type wider than `double`. */
  | { readonly kind: "float"; readonly value: string }
  /** Text of a string literal without its terminating NUL. */
  | { readonly kind: "string"; readonly value: string }
  /** A string literal that is not valid text in its encoding: its bytes in hexadecimal, without the terminating NUL. */
  | { readonly kind: "bytes"; readonly value: string }
  /** Address as an unsigned decimal: `((void *)-1)`. */
  | { readonly kind: "pointer"; readonly value: string }
  /**
   * Members by name, in order: `((struct point){1, 2})`. Those of anonymous members stand beside the others; of a union
   * there is the one that is set.
   */
  | { readonly kind: "record"; readonly value: readonly MemberValue[] }
  /** All elements: `((int[]){1, 2, 3})`. */
  | { readonly kind: "array"; readonly value: readonly ConstantValue[] };

export interface MemberValue {
  readonly name: string;
  readonly value: ConstantValue;
}

/** A macro that is no constant: function-like, or object-like with a body that is no value. */
export interface MacroDeclaration extends DeclarationBase {
  readonly kind: "macro";
  readonly name: string;
  /** Parameter names; `null` for an object-like macro. `...` stands for `__VA_ARGS__`, GNU's `args...` for `args`. */
  readonly parameters: readonly string[] | null;
  /** The tokens of the replacement list, as spelled. */
  readonly body: readonly string[];
  /** `null` for what means nothing by itself: keywords, attributes, parts of declarations, nothing at all. */
  readonly meaning: MacroMeaning | null;
}

/** A declaration that the spec cannot express. It is never dropped without this. */
export interface UnsupportedDeclaration extends DeclarationBase {
  readonly kind: "unsupported";
  readonly name: string;
  /** One sentence for people. */
  readonly reason: string;
}

const base = {
  location: SourceLocation,
  doc: z.string().nullable(),
  deprecated: z.string().nullable(),
  unavailable: z.string().nullable().default(null), // since 1.1
};

const linkage = z
  .strictObject({ weak: z.boolean(), visibility: z.enum(["default", "protected", "hidden"]) })
  .default({ weak: false, visibility: "default" }); // since 1.1

const Field: z.ZodType<Field> = z
  .strictObject({
    name: z.string().nullable(),
    type: CType,
    bitOffset: z.int().nonnegative(),
    bitWidth: z.int().nonnegative().nullable(),
    doc: z.string().nullable(),
    deprecated: z.string().nullable().default(null), // since 1.1
  })
  .meta({ id: "Field" });

const decimal = z.string().regex(/^-?\d+$/);

const Enumerator: z.ZodType<Enumerator> = z.strictObject({
  name: z.string(),
  value: decimal,
  doc: z.string().nullable(),
  deprecated: z.string().nullable().default(null), // since 1.1
});

const ConstantValue: z.ZodType<ConstantValue> = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("int"), value: decimal }),
    z.strictObject({ kind: z.literal("float"), value: z.string() }),
    z.strictObject({ kind: z.literal("string"), value: z.string() }),
    z.strictObject({ kind: z.literal("bytes"), value: z.string().regex(/^([0-9a-f]{2})*$/) }),
    z.strictObject({ kind: z.literal("pointer"), value: decimal }),
    z.strictObject({
      kind: z.literal("record"), // since 1.1
      get value() {
        return z.array(z.strictObject({ name: z.string(), value: ConstantValue }));
      },
    }),
    z.strictObject({
      kind: z.literal("array"), // since 1.1
      get value() {
        return z.array(ConstantValue);
      },
    }),
  ])
  .meta({ id: "ConstantValue" });

export const Declaration: z.ZodType<Declaration> = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("function"),
      name: z.string(),
      symbol: z.string(),
      type: FunctionType,
      storage: z.enum(["extern", "static", "macro"]),
      inline: z.boolean(),
      noreturn: z.boolean(),
      warnUnusedResult: z.boolean(),
      returnsNonnull: z.boolean().default(false), // since 1.1
      format: z.strictObject({ style: z.string(), format: z.int(), first: z.int() }).nullable().default(null), // since 1.1
      linkage,
      ...base,
    }),
    z.strictObject({
      kind: z.literal("record"),
      id: z.string(),
      tag: z.enum(["struct", "union"]),
      name: z.string().nullable(),
      transparent: z.boolean().default(false), // since 1.1
      layout: z
        .strictObject({
          size: z.int().nonnegative(),
          align: z.int().positive(),
          packed: z.boolean(),
          fields: z.array(Field),
        })
        .nullable(),
      ...base,
    }),
    z.strictObject({
      kind: z.literal("enum"),
      id: z.string(),
      name: z.string().nullable(),
      underlying: IntType.nullable(),
      enumerators: z.array(Enumerator),
      ...base,
    }),
    z.strictObject({
      kind: z.literal("typedef"),
      id: z.string(),
      name: z.string(),
      type: CType,
      align: z.int().positive().nullable().default(null), // since 1.1
      ...base,
    }),
    z.strictObject({
      kind: z.literal("global"),
      name: z.string(),
      symbol: z.string(),
      type: CType,
      threadLocal: z.boolean(),
      storage: z.enum(["extern", "static"]),
      linkage,
      ...base,
    }),
    z.strictObject({
      kind: z.literal("constant"),
      name: z.string(),
      origin: z.enum(["macro", "const"]),
      type: CType,
      value: ConstantValue,
      ...base,
    }),
    z.strictObject({
      kind: z.literal("macro"),
      name: z.string(),
      parameters: z.array(z.string()).nullable(),
      body: z.array(z.string()),
      meaning: MacroMeaning.nullable().default(null), // since 1.1
      ...base,
    }),
    z.strictObject({ kind: z.literal("unsupported"), name: z.string(), reason: z.string(), ...base }),
  ])
  .meta({ id: "Declaration" });
