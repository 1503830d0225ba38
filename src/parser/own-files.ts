import { existsSync, readFileSync } from "node:fs";
import { dirname, normalize, resolve } from "node:path";

/**
 * Tells which files belong to the given headers: the headers themselves, what they include with quotes from beside
 * them, and, where a header lies in a directory of its library (`openssl/ssl.h`), the other headers of that directory.
 *
 * @param headers absolute path of each header, and its name as a program includes it.
 */
export function ownFiles(
  headers: readonly { readonly path: string; readonly name: string }[],
): (file: string) => boolean {
  const files = new Set<string>();
  const directories: string[] = [];
  for (const { path, name } of headers) {
    addWithQuoted(path, files);
    if (name.includes("/")) directories.push(`${dirname(path)}/`);
  }
  return (opened) => {
    // clang opens `#include "./b.h"` of /x/a.h as /x/./b.h.
    const file = normalize(opened);
    return files.has(file) || directories.some((directory) => file.startsWith(directory));
  };
}

function addWithQuoted(file: string, files: Set<string>): void {
  if (files.has(file)) return;
  files.add(file);
  if (!existsSync(file)) return;
  for (const [, quoted] of readFileSync(file, "latin1").matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm)) {
    const path = resolve(dirname(file), quoted ?? "");
    if (existsSync(path)) addWithQuoted(path, files);
  }
}
