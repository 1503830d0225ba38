import type { CCompiler } from "../check/c-compiler.ts";
import type { Target } from "../spec/spec.ts";
import { SnippetError } from "./snippet-error.ts";

const PROCESSORS = [
  ["__x86_64__", "x86_64", "x64"],
  ["__aarch64__", "aarch64", "arm64"],
  ["__i386__", "i386", "ia32"],
  ["__arm__", "arm", "arm"],
  ["__riscv", "riscv64", "riscv64"],
  ["__powerpc64__", "powerpc64le", "ppc64"],
  ["__s390x__", "s390x", "s390x"],
] as const;

const SYSTEMS = [
  ["__linux__", "pc-linux-gnu"],
  ["__APPLE__", "apple-darwin"],
  ["_WIN32", "pc-windows-gnu"],
] as const;

/**
 * The data model that a compiler has, as its macros tell.
 * @throws SnippetError where it is one of another processor than this process runs on.
 */
export function targetOfCompiler({ command, macros }: Pick<CCompiler, "command" | "macros">): Target {
  const [, processor, own] = PROCESSORS.find(([macro]) => macros.has(macro)) ?? ["", "unknown", "unknown"];
  if (own !== process.arch)
    throw new SnippetError(`${command.join(" ")} compiles for ${processor}, and this program runs on ${process.arch}`);
  const system = SYSTEMS.find(([macro]) => macros.has(macro))?.[1] ?? "unknown";
  const bits = (macro: string): number => Number(macros.get(macro)) * 8;
  return {
    triple: `${processor}-${system}`,
    endian: macros.get("__BYTE_ORDER__") === "__ORDER_BIG_ENDIAN__" ? "big" : "little",
    pointerBits: bits("__SIZEOF_POINTER__") === 32 ? 32 : 64,
    longBits: bits("__SIZEOF_LONG__") === 32 ? 32 : 64,
    charSigned: !macros.has("__CHAR_UNSIGNED__"),
    wcharBits: bits("__SIZEOF_WCHAR_T__") === 16 ? 16 : 32,
    wcharSigned: !/u/i.test(macros.get("__WCHAR_MAX__")?.replace(/^0x/i, "") ?? ""),
  };
}
