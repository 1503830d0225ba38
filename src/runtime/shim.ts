import { existsSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { ForeignError } from "./foreign-error.ts";
import { asWritten, Library, WRAPPER } from "./library.ts";
import { fromModule } from "./library-search.ts";
import { loadLinked } from "./load-linked.ts";
import { type OpenLibrary, openLibrary } from "./open-library.ts";
import { platformKey } from "./platform-key.ts";
import { sharedObject } from "./shared-object.ts";

/**
 * The wrappers in C that a generated module calls for what no dynamic call reaches. A C compiler has made them of a file next to
 * the module or, in a package, of one in `prebuilds/<platform>`; what is next to the module goes first.
 * @param path from the module, without the ending of shared objects: `./sqlite3.shim`. Without `base`, the file's own, or its URL.
 * @param base URL of the generated module (`import.meta.url`).
 * @param library the module's, which the wrappers are to call into.
 */
export function shim(path: string, base: string | null, library: Library): Library {
  return new Shim(path, base, library);
}

class Shim extends Library {
  readonly #file: string;
  readonly #base: string | null;
  readonly #library: Library;

  constructor(path: string, base: string | null, library: Library) {
    const file = base === null ? path : sharedObject(path);
    super(file, [], base ?? undefined);
    this.#file = file;
    this.#base = base;
    this.#library = library;
  }

  /** Of a whole module: whether its library has a symbol, or there is a wrapper of it. */
  override has(symbol: string): boolean {
    try {
      return this.#library.has(symbol) || this.#wraps(symbol);
    } catch (error) {
      if (this.#wraps(symbol)) return true;
      throw error;
    }
  }

  #wraps(symbol: string): boolean {
    try {
      return this.exports(WRAPPER + symbol);
    } catch {
      return false; // there are no wrappers
    }
  }

  protected override openFor(symbol: string): OpenLibrary {
    const name = asWritten(symbol);
    const { open, failure, names } = this.#library["~opened"]();
    const known = this.#base === null ? [] : [`./prebuilds/${platformKey()}/${basename(this.#file)}`];
    try {
      const how = open === null ? undefined : (path: string) => loadLinked(path, open, names);
      return openLibrary(this.#file, known, this.#base ?? undefined, how);
    } catch (cause) {
      const said = cause instanceof Error ? cause.message : String(cause);
      throw new ForeignError(`${name} is called through a wrapper in C, and ${this.#why(said, failure)}`, { cause });
    }
  }

  /** @param failure why the library itself cannot be opened; `null` if it is open, or there is none. */
  #why(said: string, failure: string | null): string {
    const missing = missingLibrary(said, this.#file);
    if (missing !== null && failure !== null) return `the library that it calls is not there: ${failure}`;
    const tried = `This is what was tried: ${said}`;
    if (missing !== null) {
      return `${missing}, which the wrappers are linked with, is not there: install it, or name its folder in LD_LIBRARY_PATH. ${tried}`;
    }
    return `none can be loaded for ${platformKey()}; ${advice(this.#file, this.#base)}. ${tried}`;
  }
}

/** The library that the dynamic linker of glibc or musl does not find; `null` if it is not that. */
function missingLibrary(said: string, file: string): string | null {
  const all = said.matchAll(/(\S+\.so\S*): cannot open shared object file|Error loading shared library (\S+):/g);
  const names = [...all].map(([, glibc = "", musl = glibc]) => musl);
  return names.find((name) => basename(name) !== basename(file)) ?? null;
}

function advice(file: string, base: string | null): string {
  if (base === null) return "the build step makes it, with a C compiler";
  const script = fromThere("./build-shim.js", base);
  if (script === null || !existsSync(script)) return "`c2ts gen --shim` makes it, with a C compiler";
  const others = builtFor(file, base).join(", ");
  return `the package has ${others === "" ? "none built" : `those for ${others}`}: \`node ${script}\` builds it here, with a C compiler`;
}

/** Platforms for which the package has a shared object. */
function builtFor(file: string, base: string): readonly string[] {
  const folder = fromThere("./prebuilds", base);
  if (folder === null || !existsSync(folder)) return [];
  const stem = basename(file).replace(/\.\w+$/, "");
  const isObject = (name: string): boolean => name.startsWith(`${stem}.`) && !name.endsWith(".c");
  return readdirSync(folder).filter((key) => readdirSync(`${folder}/${key}`).some(isObject));
}

/** `null` for a module that is no file. */
function fromThere(path: string, base: string): string | null {
  try {
    return fromModule(path, base);
  } catch {
    return null;
  }
}
