import type { CType, FunctionType, IntName, Parameter } from "../../../src/spec/ctype.ts";
import type {
  ConstantDeclaration,
  ConstantValue,
  Declaration,
  EnumDeclaration,
  Field,
  FunctionDeclaration,
  GlobalDeclaration,
  Linkage,
  MacroDeclaration,
  RecordDeclaration,
  TypedefDeclaration,
} from "../../../src/spec/declaration.ts";
import type { MacroMeaning } from "../../../src/spec/macro-meaning.ts";
import type { Spec, Target } from "../../../src/spec/spec.ts";

/** Short ways to write a spec by hand, for x86-64 Linux. */
export const LINUX: Target = {
  triple: "x86_64-pc-linux-gnu",
  endian: "little",
  pointerBits: 64,
  longBits: 64,
  charSigned: true,
  wcharBits: 32,
  wcharSigned: true,
};

export function specOf(declarations: readonly Declaration[], target: Target = LINUX): Spec {
  return { format: "1.1", target, clang: "clang 19", arguments: [], headers: ["x.h"], declarations };
}

const at = { location: { file: "x.h", line: 1, column: 1 }, doc: null, deprecated: null, unavailable: null };

const LINKAGE: Linkage = { weak: false, visibility: "default" };

export const VOID: CType = { kind: "void" };
export const BOOL: CType = { kind: "bool" };

export function int(name: IntName = "int", bits: 8 | 16 | 32 | 64 | 128 = 32): CType & { kind: "int" } {
  return { kind: "int", name, bits, signed: !name.startsWith("unsigned") };
}

export const CHAR: CType = int("char", 8);
export const LONG: CType = int("long", 64);
export const ULONG: CType = int("unsigned long", 64);
export const LONG_LONG: CType = int("long long", 64);
export const FLOAT: CType = { kind: "float", name: "float", bits: 32 };
export const DOUBLE: CType = { kind: "float", name: "double", bits: 64 };
export const LONG_DOUBLE: CType = { kind: "float", name: "long double", bits: 128 };

export function pointer(to: CType): CType {
  return { kind: "pointer", to, nullability: null };
}

export function constant(of: CType): CType {
  return { kind: "qualified", const: true, volatile: false, restrict: false, of };
}

export const CONST_VOID_POINTER: CType = pointer(constant(VOID));
export const TEXT_POINTER: CType = pointer(constant(CHAR));

export function array(of: CType, length: number | null): CType {
  return { kind: "array", of, length };
}

export function ref(id: string): CType {
  return { kind: "ref", id };
}

export function parameter(name: string | null, type: CType): Parameter {
  return { name, type, written: null, nonnull: false };
}

export function callable(
  result: CType,
  parameters: readonly Parameter[],
  more: Partial<FunctionType> = {},
): FunctionType {
  return { kind: "function", result, parameters, variadic: false, prototype: true, callingConvention: "c", ...more };
}

export function fn(name: string, type: FunctionType, more: Partial<FunctionDeclaration> = {}): FunctionDeclaration {
  return {
    kind: "function",
    name,
    symbol: name,
    type,
    storage: "extern",
    inline: false,
    noreturn: false,
    warnUnusedResult: false,
    returnsNonnull: false,
    format: null,
    linkage: LINKAGE,
    ...at,
    ...more,
  };
}

/** `[name, type, byte offset]` for each member; `null` for an incomplete record. */
export function record(
  id: string,
  size: number,
  fields: readonly (readonly [name: string | null, type: CType, offset: number] | Field)[] | null,
  more: Partial<RecordDeclaration> & { readonly align?: number } = {},
): RecordDeclaration {
  const { align = 8, ...rest } = more;
  const [tag = "struct", name = ""] = id.split(" ");
  const made = fields?.map((field) => ("bitOffset" in field ? field : member(...field)));
  return {
    kind: "record",
    id,
    tag: tag === "union" ? "union" : "struct",
    name: name.startsWith("@") ? null : name,
    transparent: false,
    layout: made === undefined ? null : { size, align, packed: false, fields: made },
    ...at,
    ...rest,
  };
}

export function member(name: string | null, type: CType, offset: number): Field {
  return { name, type, bitOffset: offset * 8, bitWidth: null, doc: null, deprecated: null };
}

export function bits(name: string | null, type: CType, bitOffset: number, bitWidth: number): Field {
  return { name, type, bitOffset, bitWidth, doc: null, deprecated: null };
}

export function enumeration(
  id: string,
  values: Readonly<Record<string, string>>,
  more: Partial<EnumDeclaration> = {},
): EnumDeclaration {
  const name = id.split(" ")[1] ?? "";
  return {
    kind: "enum",
    id,
    name: name.startsWith("@") ? null : name,
    underlying: int("unsigned int"),
    enumerators: Object.entries(values).map(([key, value]) => ({ name: key, value, doc: null, deprecated: null })),
    ...at,
    ...more,
  };
}

export function typedef(name: string, type: CType, more: Partial<TypedefDeclaration> = {}): TypedefDeclaration {
  return { kind: "typedef", id: name, name, type, align: null, ...at, ...more };
}

export function global(name: string, type: CType, more: Partial<GlobalDeclaration> = {}): GlobalDeclaration {
  return {
    kind: "global",
    name,
    symbol: name,
    type,
    threadLocal: false,
    storage: "extern",
    linkage: LINKAGE,
    ...at,
    ...more,
  };
}

export function value(name: string, type: CType, of: ConstantValue): ConstantDeclaration {
  return { kind: "constant", name, origin: "macro", type, value: of, ...at };
}

export function macro(
  name: string,
  body: readonly string[],
  parameters: readonly string[] | null = null,
  meaning: MacroMeaning | null = null,
): MacroDeclaration {
  return { kind: "macro", name, parameters, body, meaning, ...at };
}
