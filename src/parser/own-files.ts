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
export function ownFiles(headers: readonly HeaderFile[]): {
  isOwn(file: HeaderFile): boolean;
  /** What was read to know. */
  readonly read: ReadonlySet<string>;
  /** Paths at which there was no file to read. */
  readonly missing: ReadonlySet<string>;
} {
  const files = new Set<string>();
  const missing = new Set<string>();
  const directories: string[] = [];
  const names: string[] = [];
  for (const { path, name } of headers) {
    addWithQuoted(path, files, missing);
    files.add(path); // also where it exists in memory only
    if (!name.includes("/") || SHARED.test(name)) continue;
    directories.push(`${dirname(path)}/`);
    if (!name.startsWith(".")) names.push(`${dirname(name)}/`);
  }
  const decide = ({ path, name }: HeaderFile): boolean => {
    // clang opens `#include "./b.h"` of /x/a.h as /x/./b.h.
    const file = normalize(path);
    if (files.has(file) || directories.some((directory) => file.startsWith(directory))) return true;
    return names.some((directory) => name.startsWith(directory));
  };
  const known = new Map<string, boolean>();
  const isOwn = (file: HeaderFile): boolean => {
    const decided = known.get(file.path) ?? decide(file);
    known.set(file.path, decided);
    return decided;
  };
  return { isOwn, read: files, missing };
}

/** Directories that many have headers in: what stands beside one there is not its own. */
const SHARED =
  /^(?:sys|net|netinet|arpa|linux|asm|asm-generic|bits|gnu|protocols|rpc|scsi|sound|mtd|rdma|misc|video|xen)\//;

function addWithQuoted(file: string, files: Set<string>, missing: Set<string>): void {
  if (files.has(file)) return;
  if (!existsSync(file)) {
    missing.add(file);
    return;
  }
  files.add(file);
  for (const [, quoted] of readFileSync(file, "latin1").matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm)) {
    addWithQuoted(resolve(dirname(file), quoted ?? ""), files, missing);
  }
}
