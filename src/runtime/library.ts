import { realpathSync } from "node:fs";
import type { CType } from "./ctype.ts";
import { bind, type LoadedLibrary, load } from "./engine.ts";
import { ForeignError } from "./foreign-error.ts";
import { Global } from "./global.ts";
import { candidates, overrideVariable } from "./library-search.ts";
import type { Native, NativeType } from "./native-type.ts";
import type { RecordClass, RecordView } from "./record.ts";
import { elementType } from "./record-type.ts";
import { type NativeVariadic, variadic } from "./variadic.ts";

/** A shared library. It is opened on first use and stays open: functions and addresses of it are valid for ever. */
export class Library {
  readonly #name: string | null;
  readonly #known: readonly string[];
  readonly #base: string | undefined;
  #loaded: { readonly path: string; readonly handle: LoadedLibrary } | null = null;

  constructor(name: string | null, known: readonly string[], base?: string) {
    if (name === "") throw new TypeError("library: the name of the library is empty");
    this.#name = name;
    this.#known = known;
    this.#base = base;
  }

  /** Whether the library, at the version that is installed, has this symbol. Throws if there is no library. */
  has(symbol: string): boolean {
    const { handle } = this.#open(symbol);
    try {
      handle.symbol(symbol);
      return true;
    } catch {
      return false;
    }
  }

  /** Binds a function. It takes what the argument checks return and checks nothing itself. */
  func<const R extends NativeType>(symbol: string, result: R, parameters: readonly NativeType[]): Native<R> {
    // The engine returns what the result type says.
    return this.#find(symbol, (handle) => bind(handle, symbol, result, parameters)) as Native<R>;
  }

  /** Binds a variadic function; `parameters` are those before the `...`. */
  variadic<const R extends NativeType>(
    symbol: string,
    result: R,
    parameters: readonly NativeType[],
  ): NativeVariadic<R> {
    return variadic(
      this.#find(symbol, (handle) => bind(handle, symbol, result, [...parameters, "..."])),
      symbol,
    );
  }

  /** A variable; nothing is looked up before it is used. */
  global<T extends RecordView>(symbol: string, type: RecordClass<T>): Global<T, T>;
  global<B, J>(symbol: string, type: CType<B, J>): Global<B, J>;
  global<B, J>(symbol: string, type: CType<B, J> | RecordClass<RecordView>): Global<B, J> {
    return new Global(elementType<B, J>(type), () =>
      this.#find(symbol, (handle, path) =>
        isNodesOwn(path) ? variableOfProcess(symbol, handle) : handle.symbol(symbol),
      ),
    );
  }

  #find<T>(symbol: string, look: (handle: LoadedLibrary, path: string) => T): T {
    const { path, handle } = this.#open(symbol);
    try {
      return look(handle, path);
    } catch (cause) {
      throw new ForeignError(`${symbol}: ${path} has no such symbol: ${messageOf(cause)}`, { cause });
    }
  }

  #open(symbol: string): { readonly path: string; readonly handle: LoadedLibrary } {
    this.#loaded ??= this.#name === null ? refuse(symbol) : openFirst(this.#name, this.#known, this.#base);
    return this.#loaded;
  }
}

/** Whether the node binary itself is linked against a library. */
function isNodesOwn(path: string): boolean {
  return process.platform === "linux" && /(^|\/)lib(c|m|dl|pthread|stdc\+\+|gcc_s)\.so[^/]*$/.test(path);
}

/**
 * A variable of a library that node is linked against. If node uses it, the linker has moved it into node (a copy relocation),
 * and the one in the library (`environ`, `stdout`) is dead.
 */
function variableOfProcess(symbol: string, library: LoadedLibrary): bigint {
  try {
    return load(null).symbol(symbol);
  } catch {
    return library.symbol(symbol);
  }
}

/**
 * The library that a generated module calls.
 * @param name as given to the linker (`sqlite3` for libsqlite3.so), or a path; `null` if the module was generated without one.
 * @param known file names to try first.
 * @param base URL of the generated module (`import.meta.url`), which a path beginning with `./` or `../` is relative to;
 * without one it is relative to the working directory.
 */
export function library(name: string | null, known: readonly string[] = [], base?: string): Library {
  return new Library(name, known, base);
}

function refuse(symbol: string): never {
  throw new ForeignError(
    `${symbol}: no library was named when this module was generated: generate it again with --lib NAME`,
  );
}

/** Files that the program chose, by library name. */
const chosen = new Map<string, string>();
/** Files that libraries were opened from, by library name. */
const inUse = new Map<string, string>();

/**
 * Chooses the file of a library, before all other places. It must be called before the first call into the library:
 * what is open stays open, and choosing another file then throws.
 * @param name as the module was generated with: `sqlite3`.
 * @param path of the shared library.
 */
export function useLibrary(name: string, path: string): void {
  const open = inUse.get(name);
  if (open !== undefined && !isSameFile(open, path)) {
    throw new Error(
      `useLibrary: library '${name}' is open already, from ${open}: choose ${path} before the first call into it`,
    );
  }
  chosen.set(name, path);
}

function isSameFile(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false; // a soname, which only the dynamic linker can find
  }
}

/** Opened libraries by path. Keeping the handle keeps the library: the engine closes those that are collected. */
const opened = new Map<string, LoadedLibrary>();

function openFirst(
  name: string,
  known: readonly string[],
  base: string | undefined,
): { readonly path: string; readonly handle: LoadedLibrary } {
  const variable = overrideVariable(name);
  const choice = chosen.get(name);
  const override = choice ?? process.env[variable];
  const paths = override === undefined || override === "" ? findCandidates(name, known, base) : [override];
  const failures: string[] = [];
  for (const path of paths) {
    try {
      const handle = opened.get(path) ?? load(path);
      opened.set(path, handle);
      inUse.set(name, path);
      return { path, handle };
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^Failed to load shared library: /, "") : String(error);
}
