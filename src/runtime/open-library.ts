import { realpathSync } from "node:fs";
import { type LoadedLibrary, load, unload } from "./engine.ts";
import { ForeignError } from "./foreign-error.ts";
import { candidates, overrideVariable } from "./library-search.ts";

/** A library file that has been opened. */
export interface OpenLibrary {
  readonly path: string;
  /** Keeping the handle keeps the library: the engine closes those that are collected. */
  readonly handle: LoadedLibrary;
  /** Symbols that functions or addresses were made of. They would lead nowhere if the library was closed. */
  readonly bound: Set<string>;
  closed: boolean;
}

/** Name of the program itself, with every library that is loaded with it: `dlopen(NULL)`. */
export const PROGRAM = "@program";

/** Files that the program chose, by library name. */
const chosen = new Map<string, string>();
/** Libraries that are open, by library name. */
const inUse = new Map<string, OpenLibrary>();
/** The same by path. */
const opened = new Map<string, OpenLibrary>();

/**
 * Chooses the file of a library, before all other places. It must be called before the first call into the library:
 * what is open stays open, and choosing another file then throws.
 * @param name as the module was generated with: `sqlite3`.
 * @param path of the shared library.
 */
export function useLibrary(name: string, path: string): void {
  const open = inUse.get(name);
  if (open !== undefined && !isSameFile(open.path, path)) {
    throw new Error(
      `useLibrary: library '${name}' is open already, from ${open.path}: choose ${path} before the first call into it`,
    );
  }
  chosen.set(name, path);
}

/**
 * Closes a library; the next use opens it again, maybe from another file. C code that is gone cannot be called without a crash, so
 * an Error says it where functions of it have been called or variables used. Nothing happens if it is not open.
 * @param name as the module was generated with: `sqlite3`.
 */
export function closeLibrary(name: string): void {
  const open = inUse.get(name);
  if (open === undefined) return;
  const [first, ...others] = open.bound;
  if (first !== undefined) {
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    throw new Error(`closeLibrary: ${open.path} must stay open: ${first}${more} of it would crash when used again`);
  }
  open.closed = true;
  for (const [user, library] of inUse) if (library === open) inUse.delete(user);
  opened.delete(open.path);
  unload(open.handle);
}

function isSameFile(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false; // a soname, which only the dynamic linker can find
  }
}

/** Whether the program or its environment says which file a library is. */
export function isChosen(name: string): boolean {
  return chosen.has(name) || (process.env[overrideVariable(name)] ?? "") !== "";
}

/**
 * Opens the first candidate that can be; the error lists what was tried, each with its reason.
 * @param how a file is loaded, where it is not as any other.
 */
export function openLibrary(
  name: string,
  known: readonly string[],
  base: string | undefined,
  how: (path: string) => LoadedLibrary = load,
): OpenLibrary {
  if (name === PROGRAM) return remember(name, "the program", () => load(null));
  const variable = overrideVariable(name);
  const choice = chosen.get(name);
  const override = choice ?? process.env[variable];
  const paths = override === undefined || override === "" ? findCandidates(name, known, base) : [override];
  const failures: string[] = [];
  for (const path of paths) {
    try {
      return remember(name, path, () => how(path));
    } catch (error) {
      failures.push(`  ${path}: ${messageOf(error)}`);
    }
  }
  const origin =
    choice !== undefined
      ? " (chosen by the program)"
      : override
        ? ` (from ${variable})`
        : `; set ${variable} to its path`;
  throw new ForeignError(`cannot load library '${name}'${origin}. Tried:\n${failures.join("\n")}`);
}

function remember(name: string, path: string, open: () => LoadedLibrary): OpenLibrary {
  const library = opened.get(path) ?? { path, handle: open(), bound: new Set(), closed: false };
  opened.set(path, library);
  inUse.set(name, library);
  return library;
}

function findCandidates(name: string, known: readonly string[], base: string | undefined): readonly string[] {
  try {
    return candidates(name, known, base);
  } catch (cause) {
    throw new ForeignError(
      `cannot load library '${name}': it is relative to its module, ${base}, which is no file; set ${overrideVariable(name)} to its path`,
      { cause },
    );
  }
}

/** What the engine says, without what is said anyway. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^Failed to load shared library: /, "") : String(error);
}
