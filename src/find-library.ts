import { existsSync } from "node:fs";
import { dirname, join, parse, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { type Bound, checkSymbols } from "./check/check-symbols.ts";
import { packageWords } from "./find-package.ts";
import { libraryCandidates } from "./library-candidates.ts";

/** Where builds leave a library, from the project's folder. */
const BUILT = [".", "lib", "build", "out", "target/release", "zig-out/lib"];

/**
 * The library of a header of the project's own: a file that is named after it, beside it or where builds leave such files.
 *
 * @returns a path relative to `folder`, or `null`.
 */
export function findOwnLibrary(header: string, folder: string): string | null {
  const { name } = parse(header);
  const beside = dirname(resolve(folder, header));
  const folders = [...BUILT.map((path) => resolve(folder, path)), ...BUILT.map((path) => resolve(beside, path))];
  folders.push(...BUILT.map((path) => resolve(beside, "..", path)));
  const words = [name, name.replace(/^lib/, "")];
  const files = words.flatMap((word) => [`lib${word}.so`, `lib${word}.dylib`, `${word}.dll`]);
  const found = folders.flatMap((path) => files.map((file) => join(path, file))).find((path) => existsSync(path));
  return found === undefined ? null : localPath(found, folder);
}

/** `./lib/libshop.so`: as a config names a file of the project. */
export function localPath(file: string, folder: string): string {
  const path = relative(folder, resolve(folder, file)).split(sep).join("/");
  return path.startsWith(".") ? path : `./${path}`;
}

/**
 * The library of a header of the system that no package knows: of those that this machine has under a name like the header's, and the
 * C library, the one that has its functions. A few may be missing: headers declare what only some builds have.
 */
export function findSystemLibrary(header: string, bound: readonly Bound[], triple: string): string | null {
  const base = pathToFileURL(resolve("module.ts")).href;
  const found = [...packageWords(header), "c", "m"].flatMap((name) => {
    const candidates = libraryCandidates(name, triple);
    const missing = candidates.length === 0 ? null : checkSymbols(bound, { name, candidates, base });
    return Array.isArray(missing) && missing.length * 10 < bound.length ? [{ name, missing: missing.length }] : [];
  });
  found.sort((a, b) => a.missing - b.missing);
  return found[0]?.name ?? null;
}
