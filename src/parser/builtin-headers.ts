import { existsSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { newestFirst } from "./newest-first.ts";

/**
 * Arguments that let clang find the headers a compiler brings itself (`stddef.h`, `stdarg.h`, …): its own resource
 * directory if it is installed, else gcc's, else the small ones of this package. Without any, `size_t` would be an error.
 *
 * @param libclang absolute path of the library.
 */
export function builtinHeaders(libclang: string): readonly string[] {
  const resources = resourceDirectory(libclang);
  if (resources !== null) return ["-resource-dir", resources];
  const gcc = gccDirectory();
  return ["-isystem", gcc ?? fileURLToPath(new URL("../../src/parser/builtin-headers", import.meta.url))];
}

/** clang's resource directory for this library, `<prefix>/lib/clang/<version>`, if its headers are installed. */
export function resourceDirectory(libclang: string): string | null {
  const version = /(\d+)(?:\.\d+)*/.exec(realpathSync(libclang).replace(/^.*libclang/, ""))?.[1];
  for (const lib of new Set([dirname(libclang), dirname(realpathSync(libclang)), `/usr/lib/llvm-${version}/lib`])) {
    const clang = join(lib, "clang");
    for (const name of entries(clang)) {
      const isOurs = version === undefined || name === version || name.startsWith(`${version}.`);
      if (isOurs && existsSync(join(clang, name, "include", "stddef.h"))) return join(clang, name);
    }
  }
  return null;
}

/** gcc's directory of builtin headers, newest first. */
function gccDirectory(): string | null {
  for (const root of ["/usr/lib/gcc", "/usr/lib64/gcc", "/usr/local/lib/gcc"]) {
    for (const triple of entries(root)) {
      for (const version of entries(join(root, triple))) {
        const include = join(root, triple, version, "include");
        if (existsSync(join(include, "stddef.h"))) return include;
      }
    }
  }
  return null;
}

function entries(directory: string): readonly string[] {
  return existsSync(directory) ? readdirSync(directory).sort(newestFirst) : [];
}
