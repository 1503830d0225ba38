import { dirname, resolve } from "node:path";

/** A header that a program imports, and what the import says of it. */
export interface HeaderRequest {
  /** Absolute path, or a name that clang finds. */
  readonly header: string;
  /** As for the linker's `-l`, or an absolute path; `null`: calls throw. */
  readonly library: string | null;
  /** As `--include`. */
  readonly include: readonly string[];
  /** Whether what no dynamic call reaches is bound too, through wrappers in C. */
  readonly shim: boolean;
  /** The import says nothing but the header's name: a config may say the rest. */
  readonly isBare: boolean;
}

/** What is imported as C: `./zlib.h?lib=z`, `zlib.h`, `./fib.c`, and the identity that `headerId` makes of them. */
export const HEADER = /\.[ch](?:\?|$)/;

/** Marks the identity of a header that is no file; a leading NUL keeps other plugins away. */
const SEARCHED = "\0c2ts:";

/**
 * Stands where an import has no parameters: of the bare name of a file webpack would look for that file again, and for ever, and
 * Vite takes a `?` with nothing behind it away.
 */
const BARE = "?c2ts";

/** Identity of a module: the path of its header, or the name that clang is to search for, with the import's parameters behind a `?`. */
export function headerId(specifier: string, importer: string | null): string {
  const { path, query } = splitId(specifier);
  if (path.startsWith(SEARCHED)) return specifier;
  const from = importer === null ? process.cwd() : dirname(importer);
  const isPath = /^(?:\.{0,2}[\\/]|[a-z]:[\\/])/i.test(path);
  return (isPath ? resolve(from, path) : SEARCHED + path) + (query === "" || query === "?" ? BARE : query);
}

/**
 * What the identity of a module says.
 * @throws Error for a parameter that there is not.
 */
export function headerRequest(id: string): HeaderRequest {
  const { path } = splitId(id);
  const isSearched = path.startsWith(SEARCHED);
  const header = isSearched ? path.slice(SEARCHED.length) : path;
  const parameters = importParameters(id, ["lib", "include", "shim"]);
  const library = parameters.get("lib");
  const isRelative = library !== null && /^\.{1,2}[\\/]/.test(library);
  const folder = isSearched ? process.cwd() : dirname(header);
  return {
    header,
    library: isRelative ? resolve(folder, library) : library,
    include: parameters.getAll("include"),
    shim: parameters.has("shim"),
    isBare: parameters.size === 0,
  };
}

/** @throws Error for one that is not known. */
export function importParameters(id: string, known: readonly string[]): URLSearchParams {
  const { path, query } = splitId(id);
  const parameters = new URLSearchParams(query === BARE ? "" : query);
  for (const name of parameters.keys()) {
    if (known.includes(name)) continue;
    const file = path.replace(SEARCHED, "");
    throw new Error(`${file}: unknown parameter '${name}' in an import: there are ${known.join(", ")}`);
  }
  return parameters;
}

export function splitId(specifier: string): { readonly path: string; readonly query: string } {
  const at = specifier.indexOf("?");
  return at < 0 ? { path: specifier, query: "" } : { path: specifier.slice(0, at), query: specifier.slice(at) };
}
