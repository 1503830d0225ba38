/** A platform as npm's `os`, `cpu` and `libc` fields and Node's `process` name it. */
export interface Platform {
  readonly os: string;
  readonly cpu: string;
  /** C library of a Linux system; `null` elsewhere. */
  readonly libc: "glibc" | "musl" | null;
}

const SYSTEMS = [
  [/^linux/, "linux"],
  [/^(darwin|macos)/, "darwin"],
  [/^(windows|win32|mingw)/, "win32"],
  [/^freebsd/, "freebsd"],
  [/^openbsd/, "openbsd"],
] as const;

const PROCESSORS = [
  [/^(x86_64|amd64)/, "x64"],
  [/^(aarch64|arm64)$/, "arm64"],
  [/^i[3-6]86$/, "ia32"],
  [/^(arm|thumb)(v\d[a-z]*)?$/, "arm"],
  [/^riscv64$/, "riscv64"],
  [/^loongarch64$/, "loong64"],
  [/^(powerpc|ppc)64(le)?$/, "ppc64"],
  [/^s390x$/, "s390x"],
] as const;

/** The platform of Node's that a triple stands for; `null` for one on which there is no Node, or that c2ts does not know. */
export function platformOfTriple(triple: string): Platform | null {
  const [architecture = "", ...system] = triple.toLowerCase().split("-");
  const cpu = PROCESSORS.find(([pattern]) => pattern.test(architecture))?.[1];
  const os = SYSTEMS.find(([pattern]) => system.some((part) => pattern.test(part)))?.[1];
  if (cpu === undefined || os === undefined || system.some((part) => /x32$/.test(part))) return null;
  const isMusl = system.some((part) => part.startsWith("musl"));
  return { os, cpu, libc: os === "linux" ? (isMusl ? "musl" : "glibc") : null };
}

/** A platform as the folders of `prebuilds` are named; the runtime's `platformKey` says the same of the one that it runs on. */
export function prebuildKey({ os, cpu, libc }: Platform): string {
  return `${os}-${cpu}${libc === "musl" ? ".musl" : ""}`;
}

/** A triple without the part that says nothing: `x86_64-linux-gnu`, as files are called. */
export function shortTriple(triple: string): string {
  return triple.replace(/-(pc|unknown)-/, "-");
}
