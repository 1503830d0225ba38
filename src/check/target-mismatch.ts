import type { Target } from "../spec/spec.ts";
import type { CCompiler } from "./c-compiler.ts";

/** Architectures by the start of the triple, and the macro that every compiler for them predefines. */
const ARCHITECTURES: readonly (readonly [triple: RegExp, macro: string])[] = [
  [/^(x86_64|amd64)/, "__x86_64__"],
  [/^i[3-6]86/, "__i386__"],
  [/^(aarch64|arm64)/, "__aarch64__"],
  [/^(arm|thumb)/, "__arm__"],
  [/^riscv/, "__riscv"],
  [/^(powerpc|ppc)/, "__powerpc__"],
  [/^s390x/, "__s390x__"],
  [/^loongarch/, "__loongarch__"],
  [/^mips/, "__mips__"],
];

const SYSTEMS: readonly (readonly [triple: RegExp, macro: string])[] = [
  [/linux/, "__linux__"],
  [/apple|darwin|macos/, "__APPLE__"],
  [/windows|mingw|win32/, "_WIN32"],
  [/freebsd/, "__FreeBSD__"],
];

/**
 * In what a compiler's target differs from the one that a spec was made for; `null` if in nothing that layout or
 * constants could depend on. Answers for another target would prove nothing.
 */
export function targetMismatch(target: Target, { macros }: CCompiler): string | null {
  const has = (macro: string): boolean => macros.has(macro);
  const bits = (macro: string): number => 8 * Number(macros.get(macro));
  for (const table of [ARCHITECTURES, SYSTEMS]) {
    const wanted = table.find(([triple]) => triple.test(target.triple));
    const made = table.find(([, macro]) => has(macro));
    if (wanted !== undefined && !has(wanted[1])) {
      return `it compiles for ${made === undefined ? "another system" : made[1].replace(/^_+|_+$/g, "")}`;
    }
  }
  const facts: readonly (readonly [what: string, ours: number | string | boolean, its: number | string | boolean])[] = [
    ["bits of a pointer", target.pointerBits, bits("__SIZEOF_POINTER__")],
    ["bits of long", target.longBits, bits("__SIZEOF_LONG__")],
    ["bits of wchar_t", target.wcharBits, bits("__SIZEOF_WCHAR_T__")],
    ["signed char", target.charSigned, !has("__CHAR_UNSIGNED__")],
    ["byte order", target.endian, macros.get("__BYTE_ORDER__") === "__ORDER_BIG_ENDIAN__" ? "big" : "little"],
  ];
  const different = facts.find(([, ours, its]) => ours !== its);
  return different === undefined ? null : `${different[0]}: ${different[2]}, and the spec has ${different[1]}`;
}
