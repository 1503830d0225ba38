import type { Target } from "../spec.ts";

/** The data model that a triple stands for, as clang has it. `null` for a processor or system that is not known here. */
export function targetOfTriple(triple: string): Target | null {
  const [architecture = "", ...system] = triple.toLowerCase().split("-");
  const processor = PROCESSORS.find(({ name }) => name.test(architecture));
  const is = (pattern: RegExp): boolean => system.some((part) => pattern.test(part));
  if (processor === undefined || system.length === 0 || is(/^aix/)) return null;
  const isUnixOnWindows = is(/^(cygwin|cygnus)/);
  const isWindows = is(/^(windows|win32|mingw)/) && !isUnixOnWindows;
  const isApple = is(/^apple$/);
  const bits = is(/^(gnux32|muslx32|gnuabin32|muslabin32)$/) ? 32 : processor.bits;
  const hasWindowsWchar = isWindows || isUnixOnWindows;
  return {
    triple,
    endian: processor.endian,
    pointerBits: bits,
    longBits: isWindows ? 32 : bits,
    charSigned: processor.arm ? isApple || isWindows : processor.charSigned,
    wcharBits: hasWindowsWchar ? 16 : 32,
    wcharSigned: !hasWindowsWchar && (!processor.arm || isApple || is(/^(netbsd|openbsd)/)),
  };
}

interface Processor {
  readonly name: RegExp;
  readonly bits: 32 | 64;
  readonly endian: Target["endian"];
  /** On Arm the system decides; and of `wchar_t` too. */
  readonly charSigned: boolean;
  readonly arm: boolean;
}

const LITTLE = { endian: "little", charSigned: true, arm: false } as const;
const BIG = { endian: "big", charSigned: true, arm: false } as const;

const PROCESSORS: readonly Processor[] = [
  { name: /^(x86_64|amd64)/, bits: 64, ...LITTLE },
  { name: /^i[3-6]86$/, bits: 32, ...LITTLE },
  { name: /^(aarch64|arm64)$/, bits: 64, ...LITTLE, charSigned: false, arm: true },
  { name: /^aarch64_be$/, bits: 64, ...BIG, charSigned: false, arm: true },
  { name: /^(arm|thumb)eb$/, bits: 32, ...BIG, charSigned: false, arm: true },
  { name: /^(arm|thumb)(v\d[a-z]*)?$/, bits: 32, ...LITTLE, charSigned: false, arm: true },
  { name: /^riscv64$/, bits: 64, ...LITTLE, charSigned: false },
  { name: /^riscv32$/, bits: 32, ...LITTLE, charSigned: false },
  { name: /^(powerpc|ppc)64le$/, bits: 64, ...LITTLE, charSigned: false },
  { name: /^(powerpc|ppc)64$/, bits: 64, ...BIG, charSigned: false },
  { name: /^(powerpc|ppc)$/, bits: 32, ...BIG, charSigned: false },
  { name: /^s390x$/, bits: 64, ...BIG, charSigned: false },
  { name: /^mips64el$/, bits: 64, ...LITTLE },
  { name: /^mips64$/, bits: 64, ...BIG },
  { name: /^mipsel$/, bits: 32, ...LITTLE },
  { name: /^mips$/, bits: 32, ...BIG },
  { name: /^sparc(64|v9)$/, bits: 64, ...BIG },
  { name: /^wasm32$/, bits: 32, ...LITTLE },
];
