import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { clangArguments } from "../parser/clang-arguments.ts";
import type { DumpOptions, Sources } from "../parser/dump.ts";
import { libclangCandidates } from "../parser/find-libclang.ts";
import { checksum } from "./checksum.ts";
import { existingPaths } from "./existing-paths.ts";
import { contentOf } from "./file-state.ts";
import { searchArguments } from "./search-arguments.ts";
import { searchFolders } from "./search-folders.ts";

/** Names that are looked for, and where they would be found now. */
export interface Search {
  /** Absolute path of the libclang that would be used. */
  readonly libclang: string;
  /** clang's arguments. */
  readonly command: readonly string[];
  /** Paths of files that have one of the names, in any folder in which clang may look. */
  readonly found: readonly string[];
}

/** Where this process would look for what an earlier one has found; `null` where that cannot be told. */
export function searchAgain(sources: Sources, options: DumpOptions): Search | null {
  if (process.platform !== "linux") return null; // others search in places of their own
  const libclang = usedLibclang(sources.libclangs, options.libclang);
  if (libclang === null) return null;
  const { command } = clangArguments(libclang, options.clangArguments ?? [], options.comments ?? true);
  const given = searchArguments(command);
  if (given === null) return null;
  const folders = new Set([".", ...searchFolders(given, process.env), ...sources.opened.map(dirname)]);
  return { libclang, command, found: existingPaths([...folders], sources.includedNames) };
}

/** The last of those that were tried, if the same would be tried again. */
function usedLibclang(tried: readonly string[], option: string | undefined): string | null {
  const candidates = libclangCandidates(option);
  for (const path of tried) if (candidates.next().value?.path !== path) return null;
  const used = tried.at(-1);
  return used !== undefined && existsSync(used) ? used : null;
}

/**
 * A text that is another one as soon as clang would read other files than before: with another libclang or configuration
 * of it, or because another one is found before a file that it has read. The files themselves are compared elsewhere.
 */
export function fingerprint(sources: Sources, { libclang, command, found }: Search): string {
  return checksum(JSON.stringify([command, sources.libclangs.map(fileIdentity), configurations(libclang), found]));
}

/** Paths of all files whose content matters. */
export function filesOf(sources: Sources): readonly string[] {
  return [...new Set([...sources.opened, ...sources.alsoRead, ...sources.missing])];
}

/** A library is told by size and time: to read it would take longer than to load it. */
function fileIdentity(path: string): readonly unknown[] {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? [path] : [path, found.size, found.mtimeMs, found.ino];
}

/** What clang takes from files of its own: `clang.cfg`. */
function configurations(libclang: string): readonly unknown[] {
  const places = [dirname(libclang), dirname(realpathSync(libclang))].map((folder) => join(folder, "..", "bin"));
  return [...new Set([...places, "/etc/clang"])]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith(".cfg"))
    .map((path) => [path, contentOf(path)?.toString("latin1")]);
}
