import type { TypeTable } from "../spec/abi/type-table.ts";
import { assertNever } from "../spec/assert-never.ts";
import type { CType, IntName, IntType } from "../spec/ctype.ts";
import type { EnumDeclaration } from "../spec/declaration.ts";

/** How TypeScript holds an integer: 64-bit ones are a `bigint`, or a `number` that throws beyond 2^53. */
export type IntegerKind = "number" | "long" | "bigint";

export interface Integer {
  readonly bits: 8 | 16 | 32 | 64;
  readonly signed: boolean;
  readonly kind: IntegerKind;
  /** Name of the descriptor and brand in the runtime's `c`. */
  readonly c: string;
}

/** Typedefs that mean "64 bits of data" whatever they are made of. */
const WIDE = new Set(
  ["int64_t", "int_least64_t", "int_fast64_t", "intmax_t"].flatMap((name) => [
    name,
    `u${name}`,
    `__${name}`,
    `__u${name}`,
  ]),
);
for (const name of ["intptr_t", "uintptr_t", "__intptr_t", "__uintptr_t", "u_int64_t", "__u_int64_t"]) WIDE.add(name);

/** Typedefs that count or measure something in memory, a file or time, whatever they are made of. */
const COUNTS = new Set(["size_t", "rsize_t", "ssize_t", "ptrdiff_t", "off_t", "off64_t", "time_t"]);

const C_NAMES: { readonly [K in Exclude<IntName, "__int128" | "unsigned __int128">]: string } = {
  char: "char",
  "signed char": "schar",
  "unsigned char": "uchar",
  short: "short",
  "unsigned short": "ushort",
  int: "int",
  "unsigned int": "uint",
  long: "long",
  "unsigned long": "ulong",
  "long long": "longlong",
  "unsigned long long": "ulonglong",
  wchar_t: "wchar",
  char16_t: "char16",
  char32_t: "char32",
};

/** `null` for 128 bits, which no engine call can carry. `spelled` is the type as the header has it. */
export function integerOf(type: IntType, spelled: CType, types: TypeTable): Integer | null {
  return integer(type, types.typedefNames(spelled));
}

function integer(type: IntType, typedefs: readonly string[]): Integer | null {
  const { name, bits, signed } = type;
  if (bits === 128 || name === "__int128" || name === "unsigned __int128") return null;
  const kind = bits === 64 ? wideKind(name, typedefs) : "number";
  const wideLong = kind === "bigint" && (name === "long" || name === "unsigned long");
  return { bits, signed, kind, c: wideLong ? `${signed ? "" : "u"}longlong` : C_NAMES[name] };
}

/** The outermost typedef that says anything decides; else the base type does. */
function wideKind(name: IntName, typedefs: readonly string[]): IntegerKind {
  for (const typedef of typedefs) {
    if (COUNTS.has(typedef)) return "long";
    if (WIDE.has(typedef)) return "bigint";
  }
  return name === "long long" || name === "unsigned long long" ? "bigint" : "long";
}

/** An enum is an integer of its compatible type; `null` if incomplete. 64-bit ones are bigints only if they need to be. */
export function enumInteger(declaration: EnumDeclaration): Integer | null {
  const { underlying } = declaration;
  if (underlying === null || underlying.bits === 128) return null;
  const base = integer(underlying, []);
  if (base === null || underlying.bits !== 64) return base;
  const isSafe = declaration.enumerators.every(({ value }) => Number.isSafeInteger(Number(value)));
  const sign = underlying.signed ? "" : "u";
  return { ...base, kind: isSafe ? "long" : "bigint", c: isSafe ? base.c : `${sign}longlong` };
}

/** Engine token of an argument. */
export function integerToken({ bits, signed }: Integer): string {
  return `${signed ? "i" : "u"}${bits}`;
}

/** Engine token of a result. */
export function resultToken(integer: Integer): string {
  switch (integer.kind) {
    case "number":
    case "bigint":
      return integerToken(integer);
    case "long":
      return integer.signed ? "long" : "ulong";
    default:
      return assertNever(integer.kind);
  }
}

export function isWideTypedef(name: string): boolean {
  return WIDE.has(name);
}
