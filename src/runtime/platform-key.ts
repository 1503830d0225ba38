import { readFileSync } from "node:fs";

/** The platform of this process as folders of shared objects are named: `linux-x64`, `darwin-arm64`; `linux-x64.musl` for musl's C library. */
export function platformKey(): string {
  return `${process.platform}-${process.arch}${usesMusl() ? ".musl" : ""}`;
}

/** By the dynamic linker that node itself was loaded with: a system may have both C libraries. */
function usesMusl(): boolean {
  if (process.platform !== "linux") return false;
  try {
    return /\/ld-musl-/.test(readFileSync("/proc/self/maps", "latin1"));
  } catch {
    return false; // no /proc: glibc is what most have
  }
}
