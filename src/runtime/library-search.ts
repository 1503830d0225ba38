import { readdirSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { wrongType } from "./argument-error.ts";
import { libraryFiles } from "./library-files.ts";

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

/** The file of a library without its version, by any of its names: `libinv` of `inv`, `libinv.so.1` and `./build/libinv.so`. */
export function fileStem(name: string): string {
  return isPath(name) || /\.(so|dylib|dll)\b/.test(name)
    ? `${basename(name).replace(/\.(so|dylib|dll)\b.*$/, "")}`
    : `lib${name}`;
}

/** Folders that the program named: state of the process, as `LD_LIBRARY_PATH` is, since modules are many and the program is one. */
const folders: string[] = [];

/**
 * Names a folder in which libraries are to be looked for before all others, in those opened from now on; the last one named comes first.
 * @param folder a path, or a URL such as `new URL("./lib/", import.meta.url)`.
 */
export function useLibraryFolder(folder: string | URL): void {
  const given: unknown = folder;
  if (!(given instanceof URL) && (typeof given !== "string" || given === ""))
    throw wrongType("useLibraryFolder", "folder", "a path or a file: URL", folder);
  folders.unshift(given instanceof URL ? fileURLToPath(given) : resolve(given as string));
}

/**
 * What to try for a library, in order. A name with a slash is a path; only known paths come after it. So is a `file:` URL, as bundlers name an asset.
 * @param base URL of the module that a path beginning with `./` or `../` is relative to; without one it is the working directory.
 */
export function candidates(name: string, known: readonly string[], base?: string): readonly string[] {
  if (/^file:/i.test(name)) return [fileURLToPath(name)];
  if (isPath(name)) {
    return [name, ...known.filter(isPath)].map((path) =>
      base !== undefined && /^\.\.?\//.test(path) ? fromModule(path, base) : resolve(path),
    );
  }
  const { platform, arch, env: environment } = process;
  return libraryFiles(name, known, { platform, arch, environment, folders, list });
}

/** A path that is relative to a module. Throws for a module that is no file. (Not `new URL(name, base)`, for which `#`, `?` and `%` in a path are something else.) */
export function fromModule(name: string, base: string): string {
  return resolve(dirname(fileURLToPath(base)), name);
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
