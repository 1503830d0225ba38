import { existsSync, readFileSync } from "node:fs";
import { dirname, normalize, resolve } from "node:path";

/** A header: its path as clang opens it, and its name as a program includes it. */
export interface HeaderFile {
  readonly path: string;
  readonly name: string;
}

/**
 * Tells which files belong to the given headers: the headers themselves, what they include with quotes from beside
 * them, and, where a header lies in a directory of its library (`openssl/ssl.h`), the other headers of that directory:
 * `openssl/configuration.h` too, which Debian keeps in another place of the same name. Not so in the directories that the
 * system's headers share (`sys/stat.h`).
 */
export function ownFiles(headers: readonly HeaderFile[]): (file: HeaderFile) => boolean {
  const files = new Set<string>();
  const directories: string[] = [];
  const names: string[] = [];
  for (const { path, name } of headers) {
    addWithQuoted(path, files);
    if (!name.includes("/") || SHARED.test(name)) continue;
    directories.push(`${dirname(path)}/`);
    if (!name.startsWith(".")) names.push(`${dirname(name)}/`);
  }
  const isOwn = ({ path, name }: HeaderFile): boolean => {
    // clang opens `#include "./b.h"` of /x/a.h as /x/./b.h.
    const file = normalize(path);
    if (files.has(file) || directories.some((directory) => file.startsWith(directory))) return true;
    return names.some((directory) => name.startsWith(directory));
  };
  const known = new Map<string, boolean>();
  return (file) => {
    const decided = known.get(file.path) ?? isOwn(file);
    known.set(file.path, decided);
    return decided;
  };
}

/** Directories that many have headers in: what stands beside one there is not its own. */
const SHARED =
  /^(?:sys|net|netinet|arpa|linux|asm|asm-generic|bits|gnu|protocols|rpc|scsi|sound|mtd|rdma|misc|video|xen)\//;

function addWithQuoted(file: string, files: Set<string>): void {
  if (files.has(file)) return;
  files.add(file);
  if (!existsSync(file)) return;
  for (const [, quoted] of readFileSync(file, "latin1").matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm)) {
    const path = resolve(dirname(file), quoted ?? "");
    if (existsSync(path)) addWithQuoted(path, files);
  }
}
