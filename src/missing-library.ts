import { readdirSync, readFileSync } from "node:fs";
import { isLibraryFile, libraryCandidates, loaderDirectories } from "./library-candidates.ts";
import { nearNames } from "./spec/near-names.ts";

/** A library of this machine's own target that is nowhere on it. */
export interface MissingLibrary {
  /** File names that were looked for; `<n>` is any version. */
  readonly tried: readonly string[];
  /** Libraries that may have been meant, as for the linker's `-l`. */
  readonly near: readonly string[];
}

const ARCHITECTURES: { readonly [arch: string]: RegExp | undefined } = {
  x64: /^(x86_64|amd64)-/,
  arm64: /^(aarch64|arm64)-/,
  ia32: /^i[3-6]86-/,
  riscv64: /^riscv64/,
};

/**
 * What was looked for in vain, where a module is made for the machine it is made on; `null` if the library is there, or nobody can
 * tell: it is for another system, a path, the program itself, or what the environment names. Nothing is loaded.
 */
export function missingLibrary(
  library: string,
  triple: string,
  environment: { readonly [name: string]: string | undefined } = process.env,
): MissingLibrary | null {
  const isOurs = process.platform === "linux" && triple.includes("linux") && ARCHITECTURES[process.arch]?.test(triple);
  if (isOurs !== true || /[\\/]/.test(library) || library === "@program") return null;
  const override = `C2TS_LIB_${library.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}`;
  if (environment[override] !== undefined || libraryCandidates(library, triple).length > 0) return null;
  const set = ["C2TS_LIBRARY_PATH", "LD_LIBRARY_PATH"].flatMap((name) => (environment[name] ?? "").split(":"));
  const folders = [...new Set([...set.filter((folder) => folder !== ""), ...loaderDirectories(triple)])];
  const files = new Set([...folders.flatMap(list), ...cached()]);
  const isFile = isLibraryFile(library);
  const isIt = (file: string): boolean => file === library || (!isFile && nameOf(file) === library);
  if ([...files].some(isIt)) return null;
  const names = [...files].flatMap((file) => nameOf(file) ?? []);
  const tried = isFile ? [library] : [`lib${library}.so.<n>`, `lib${library}.so`];
  return { tried, near: isFile ? [] : nearNames(library, names) };
}

/** `z` of `libz.so` and `libz.so.1.3`; `null` of what is no library. */
function nameOf(file: string): string | null {
  return /^lib(.+?)\.so(\.\d+)*$/.exec(file)?.[1] ?? null;
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Names in the loader's cache, of folders that ld.so.conf adds: NUL-terminated strings among numbers. */
function cached(): readonly string[] {
  try {
    return readFileSync("/etc/ld.so.cache", "latin1").match(/lib[\w+.-]+\.so[.\d]*(?=\0)/g) ?? [];
  } catch {
    return [];
  }
}
