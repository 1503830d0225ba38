import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The environment variable that overrides where a library is taken from: `C2TS_LIB_SQLITE3`, for its path alike. */
export function overrideVariable(name: string): string {
  const short = isPath(name) ? libraryName(name) : name;
  return `C2TS_LIB_${short.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}`;
}

function isPath(name: string): boolean {
  return /[\\/]/.test(name);
}

/** `inv` of `./build/libinv.so.1`. */
function libraryName(path: string): string {
  const file = basename(path.replaceAll("\\", "/"));
  return file.replace(/^lib(?=[^.])/, "").replace(/(\.so[.\d]*|\.dylib|\.dll)$/i, "");
}

/**
 * What to try for a library, in order. A name with a slash is a path and the only candidate; else come the names that the generator found out,
 * then versioned sonames in the usual folders, newest first (an unversioned `.so` is there only where a -dev package is, and may be a linker script).
 * @param base URL of the module that a path beginning with `./` or `../` is relative to; without one it is the working directory.
 */
export function candidates(name: string, known: readonly string[], base?: string): string[] {
  if (isPath(name)) return [base !== undefined && /^\.\.?\//.test(name) ? fromModule(name, base) : resolve(name)];
  const exact = /\.(so(\.\d+)*|dylib|dll)$/i.test(name) ? [name] : [];
  switch (process.platform) {
    case "win32":
      return unique([...known, ...exact, `${name}.dll`, `lib${name}.dll`]);
    case "darwin":
      return unique([...known, ...exact, `lib${name}.dylib`, ...inHomebrew(`lib${name}.dylib`)]);
    default:
      return unique([...known, ...exact, ...versioned(name), `lib${name}.so`]);
  }
}

/** Throws for a module that is no file. (Not `new URL(name, base)`, for which `#`, `?` and `%` in a path are something else.) */
function fromModule(name: string, base: string): string {
  return resolve(dirname(fileURLToPath(base)), name);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function inHomebrew(file: string): string[] {
  return ["/opt/homebrew/lib", "/usr/local/lib"].map((folder) => join(folder, file));
}

const TRIPLETS: { readonly [arch: string]: string | undefined } = {
  x64: "x86_64-linux-gnu",
  arm64: "aarch64-linux-gnu",
  arm: "arm-linux-gnueabihf",
  ia32: "i386-linux-gnu",
  riscv64: "riscv64-linux-gnu",
  loong64: "loongarch64-linux-gnu",
};

function folders(): string[] {
  const set = (process.env["LD_LIBRARY_PATH"] ?? "").split(":").filter((folder) => folder !== "");
  const triplet = TRIPLETS[process.arch];
  const multiarch = triplet === undefined ? [] : [`/usr/lib/${triplet}`, `/lib/${triplet}`];
  return [...set, "/usr/local/lib", ...multiarch, "/usr/lib64", "/lib64", "/usr/lib", "/lib"];
}

/** `lib<name>.so.N` files, as paths. */
function versioned(name: string): string[] {
  const start = `lib${name}.so.`;
  return folders().flatMap((folder) =>
    list(folder)
      .filter((file) => file.startsWith(start) && /^\d+(\.\d+)*$/.test(file.slice(start.length)))
      .sort((a, b) => compareVersions(b.slice(start.length), a.slice(start.length)))
      .map((file) => join(folder, file)),
  );
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** By number, not by text: 10 is newer than 9. The shorter of equals is the soname and comes first in descending order. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split(".").map(Number), b.split(".").map(Number)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return right.length - left.length;
}
