import { existsSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { ForeignError } from "./foreign-error.ts";
import { Library } from "./library.ts";
import { fromModule } from "./library-search.ts";
import { type OpenLibrary, openLibrary } from "./open-library.ts";
import { platformKey } from "./platform-key.ts";
import { sharedObject } from "./shared-object.ts";

/**
 * The wrappers in C that a generated module calls for what no dynamic call reaches. A C compiler has made them of a file next to
 * the module or, in a package, of one in `prebuilds/<platform>`; what is next to the module goes first.
 * @param path from the module, without the ending of shared objects: `./sqlite3.shim`.
 * @param base URL of the generated module (`import.meta.url`).
 */
export function shim(path: string, base: string): Library {
  return new Shim(path, base);
}

class Shim extends Library {
  readonly #path: string;
  readonly #base: string;

  constructor(path: string, base: string) {
    super(sharedObject(path), [], base);
    this.#path = path;
    this.#base = base;
  }

  protected override openFor(symbol: string): OpenLibrary {
    const file = sharedObject(this.#path);
    const key = platformKey();
    try {
      return openLibrary(file, [`./prebuilds/${key}/${basename(file)}`], this.#base);
    } catch (cause) {
      const name = symbol.replace(/^c2ts_shim_/, "");
      const said = cause instanceof Error ? cause.message : String(cause);
      const what = `${name} is called through a wrapper in C, and none can be loaded for ${key}`;
      throw new ForeignError(`${what}; ${advice(file, this.#base)}. This is what was tried: ${said}`, { cause });
    }
  }
}

function advice(file: string, base: string): string {
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
