import { Library } from "./library.ts";

/** How shared objects end, where a system has its own way. */
const ENDINGS: { readonly [platform: string]: string } = { win32: ".dll", darwin: ".dylib" };

/**
 * The wrappers in C that a generated module calls for what no dynamic call reaches. A C compiler has made them of the file
 * next to the module.
 * @param path from the module, without the ending of shared objects: `./sqlite3.shim`.
 * @param base URL of the generated module (`import.meta.url`).
 */
export function shim(path: string, base: string): Library {
  return new Library(`${path}${ENDINGS[process.platform] ?? ".so"}`, [], base);
}
