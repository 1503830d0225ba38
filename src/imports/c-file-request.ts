import { dirname, resolve } from "node:path";
import { importParameters, splitId } from "./header-request.ts";

/** A C file that a program imports, and what the import says of it. */
export interface CFileRequest {
  /** Absolute path. */
  readonly path: string;
  /** For the compiler. */
  readonly flags: readonly string[];
  /** What it is linked with: as for the linker's `-l`, or absolute paths. */
  readonly link: readonly string[];
  /** As `--include`. */
  readonly include: readonly string[];
  /** The import says nothing but the file's name: a config may say the rest. */
  readonly isBare: boolean;
}

/** `./fib.c?cflags=-O3`, and the identity that `headerId` makes of it. */
export const C_FILE = /\.c(?:\?|$)/;

/**
 * What the identity of a module says.
 * @throws Error for a parameter that there is not, and for a name that is no path.
 */
export function cFileRequest(id: string): CFileRequest {
  const { path } = splitId(id);
  if (path.startsWith("\0")) {
    const name = path.slice(path.indexOf(":") + 1);
    throw new Error(`${name}: a C file is imported by its path, "./${name}"`);
  }
  const parameters = importParameters(id, ["lib", "include", "cflags"]);
  const isRelative = (library: string): boolean => /^\.{1,2}[\\/]/.test(library);
  return {
    path,
    flags: parameters.getAll("cflags").flatMap((flags) => flags.split(/\s+/).filter((flag) => flag !== "")),
    link: parameters.getAll("lib").map((library) => (isRelative(library) ? resolve(dirname(path), library) : library)),
    include: parameters.getAll("include"),
    isBare: parameters.size === 0,
  };
}
