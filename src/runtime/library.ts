import { noteAsked } from "./asked-library.ts";
import type { Bindable, Binding } from "./c-function.ts";
import { currentPhase } from "./call-phase.ts";
import type { CType } from "./ctype.ts";
import { bind, type EngineFunction, type LoadedLibrary, load } from "./engine.ts";
import { ForeignError } from "./foreign-error.ts";
import { Global } from "./global.ts";
import { fileStem } from "./library-search.ts";
import type { Native, NativeType } from "./native-type.ts";
import { isChosen, messageOf, type OpenLibrary, openLibrary, PROGRAM } from "./open-library.ts";
import type { RecordClass, RecordView } from "./record.ts";
import { elementType } from "./record-type.ts";
import { absentMessage } from "./target.ts";
import { type NativeVariadic, variadic } from "./variadic.ts";

const NONE: ReadonlySet<string> = new Set();

/** What the names of wrappers in C begin with. */
export const WRAPPER = "c2ts_shim_";

/** A shared library. It is opened on first use, and stays open once something of it was used: functions and addresses are valid for ever. */
export class Library {
  readonly #name: string | null;
  readonly #known: readonly string[];
  readonly #base: string | undefined;
  #lacks: ReadonlySet<string> = NONE;
  #loaded: OpenLibrary | null = null;

  constructor(name: string | null, known: readonly string[], base?: string) {
    if (name === "") throw new TypeError("library: the name of the library is empty");
    this.#name = name;
    this.#known = known;
    this.#base = base;
  }

  /** Whether the library, at the version that is installed, has this symbol or a wrapper of it. Throws if there is no library. */
  has(symbol: string): boolean {
    noteAsked(this);
    if (this.#lacks.has(symbol)) return false;
    return this.exports(symbol) || this.exports(WRAPPER + symbol);
  }

  protected exports(symbol: string): boolean {
    if (this.#lacks.has(symbol)) return false;
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

  /** Binds the function that a generated one calls, and keeps it there. */
  bind<const R extends NativeType>(
    fn: Bindable,
    symbol: string,
    result: R,
    parameters: readonly NativeType[],
  ): Native<R> {
    const native = this.func(symbol, result, parameters);
    // Only types know `Bindable` apart from what it is.
    (fn as unknown as Binding)["~c"] = native as EngineFunction;
    return (currentPhase()?.instead() as Native<R> | undefined) ?? native;
  }

  /** Binds a variadic function; `parameters` are those before the `...`. */
  variadic<const R extends NativeType>(
    symbol: string,
    result: R,
    parameters: readonly NativeType[],
  ): NativeVariadic<R> {
    return variadic(
      this.#find(symbol, (handle) => bind(handle, symbol, result, [...parameters, "..."])),
      asWritten(symbol),
    );
  }

  /** A variable; nothing is looked up before it is used. */
  global<T extends RecordView>(symbol: string, type: RecordClass<T>): Global<T, T>;
  global<B, J>(symbol: string, type: CType<B, J>): Global<B, J>;
  global<B, J>(symbol: string, type: CType<B, J> | RecordClass<RecordView>): Global<B, J> {
    return new Global(elementType<B, J>(type), () => this.#variable(symbol));
  }

  /** A `const` variable: nothing can be put in its place. */
  constant<T extends RecordView>(symbol: string, type: RecordClass<T>): Readonly<Global<T, T>>;
  constant<B, J>(symbol: string, type: CType<B, J>): Readonly<Global<B, J>>;
  constant<B, J>(symbol: string, type: CType<B, J> | RecordClass<RecordView>): Readonly<Global<B, J>> {
    return new Global(elementType<B, J>(type), () => this.#variable(symbol), symbol);
  }

  /** @internal Symbols that there is no binding of on this system, whatever the library has. */
  "~lack"(symbols: readonly string[]): void {
    this.#lacks = new Set(symbols);
  }

  /**
   * @internal For wrappers in C, which call into it. They may do without a library that is not there, but not without one that the
   * program has chosen. `names`: what its file may be called, without a version.
   */
  "~opened"(): {
    readonly open: OpenLibrary | null;
    readonly failure: string | null;
    readonly names: readonly string[];
  } {
    const name = this.#name;
    if (name === null || name === PROGRAM) return { open: null, failure: null, names: [] };
    const names = [name, ...this.#known].map(fileStem);
    try {
      return { open: this.#open(name), failure: null, names };
    } catch (error) {
      if (isChosen(name)) throw error;
      return { open: null, failure: messageOf(error), names };
    }
  }

  #variable(symbol: string): bigint {
    return this.#find(symbol, (handle, path) =>
      isNodesOwn(path) ? variableOfProcess(symbol, handle) : handle.symbol(symbol),
    );
  }

  #find<T>(symbol: string, look: (handle: LoadedLibrary, path: string) => T): T {
    if (this.#lacks.has(symbol)) throw new ForeignError(absentMessage(symbol));
    const { path, handle, bound } = this.#open(symbol);
    try {
      const found = look(handle, path);
      bound.add(symbol);
      return found;
    } catch (cause) {
      throw new ForeignError(`${asWritten(symbol)}: ${path} has no such symbol: ${messageOf(cause)}`, { cause });
    }
  }

  #open(symbol: string): OpenLibrary {
    if (this.#loaded === null || this.#loaded.closed) {
      this.#loaded = this.openFor(symbol);
    }
    return this.#loaded;
  }

  /** @param symbol what is wanted of it, for the message if it cannot be opened. */
  protected openFor(symbol: string): OpenLibrary {
    return this.#name === null ? refuse(symbol) : openLibrary(this.#name, this.#known, this.#base);
  }
}

/** What C programmers call a symbol: that of a wrapper has the name of what it calls. */
export function asWritten(symbol: string): string {
  return symbol.startsWith(WRAPPER) ? symbol.slice(WRAPPER.length) : symbol;
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
 * @param name as given to the linker (`sqlite3` for libsqlite3.so), or a path; `@program` for the program itself; `null` if the module was generated without one.
 * @param known file names to try first.
 * @param base URL of the generated module (`import.meta.url`), which a path beginning with `./` or `../` is relative to;
 * without one it is relative to the working directory.
 */
export function library(name: string | null, known: readonly string[] = [], base?: string): Library {
  return new Library(name, known, base);
}

function refuse(symbol: string): never {
  throw new ForeignError(
    `${asWritten(symbol)}: no library was named when this module was generated: generate it again with --lib NAME, or import the header with ?lib=NAME (@program for what the program itself has)`,
  );
}
