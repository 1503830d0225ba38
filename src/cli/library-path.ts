import { existsSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { say } from "./say.ts";

/**
 * How the module is to name the library: a relative path is relative to the module, which may be used from any folder; a
 * name or an absolute path stays what it is.
 *
 * @param library as the user gave it, relative to the working folder.
 * @param output the module, relative to the working folder.
 */
export function libraryPath(library: string | null, output: string | undefined): string | null {
  if (library === null || !/[\\/]/.test(library)) return library;
  if (!existsSync(library)) {
    say(`c2ts: note: ${library} is not there now; calls will fail until it is\n`);
  }
  if (isAbsolute(library)) return library;
  const path = relative(dirname(resolve(output ?? "module.ts")), resolve(library))
    .split(sep)
    .join("/");
  return path.startsWith(".") ? path : `./${path}`;
}
