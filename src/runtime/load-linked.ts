import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, isAbsolute, join } from "node:path";
import { type ElfNeeds, elfNeeds } from "./elf-needs.ts";
import { type LoadedLibrary, load, unload } from "./engine.ts";
import { ForeignError } from "./foreign-error.ts";
import { fileStem } from "./library-search.ts";
import type { OpenLibrary } from "./open-library.ts";

/**
 * Loads a shared object that was linked with a library, so that it calls the very file that is open, and no other copy.
 *
 * The dynamic linker goes by the library's soname: what is open under that name it takes, and else it looks in its own places. So a
 * library that it would not find, or that has another soname or none, or one of two versions with the same soname, is not what it comes
 * to. Then a copy is loaded which asks for the library by a name that nothing else has, and which finds it next to itself.
 *
 * @param library as the module calls it.
 * @param names what the library is called, as a file without version: `libz`.
 * @throws what the engine says. ForeignError if the object would call another copy.
 */
export function loadLinked(path: string, library: OpenLibrary, names: readonly string[]): LoadedLibrary {
  let failure: unknown;
  try {
    const handle = load(path);
    const needs = needsOf(path);
    if (needs === null || callsInto(handle, library, needs)) return handle;
    unload(handle);
    failure = new ForeignError(
      `it calls another copy of the library than ${library.path}, which is open: ${needs.libraries.map(({ name }) => name).join(", ")}`,
    );
  } catch (error) {
    failure = error;
  }
  const relinked = loadRelinked(path, library, names);
  if (relinked === null) throw failure;
  return relinked;
}

function needsOf(path: string): ElfNeeds | null {
  return isAbsolute(path) ? elfNeeds(readFileSync(path)) : null;
}

/** Whether what both have, they have from the same place. */
function callsInto(handle: LoadedLibrary, library: OpenLibrary, { symbols }: ElfNeeds): boolean {
  return symbols.every((symbol) => {
    const own = addressIn(library.handle, symbol);
    const other = own === null ? null : addressIn(handle, symbol);
    return own === null || other === null || own === other;
  });
}

function addressIn(library: LoadedLibrary, symbol: string): bigint | null {
  try {
    return library.symbol(symbol);
  } catch {
    return null;
  }
}

/** @returns `null` where nothing of the kind can be done. */
function loadRelinked(path: string, library: OpenLibrary, names: readonly string[]): LoadedLibrary | null {
  if (process.platform !== "linux" || !isAbsolute(library.path)) return null;
  const called = new Set([...names, fileStem(library.path)]);
  let folder: string | null = null;
  try {
    const file = readFileSync(path);
    const needs = elfNeeds(file);
    const needed = needs?.libraries.find(({ name }) => called.has(fileStem(name)));
    if (needs == null || needed === undefined) return null;
    const { name, offset } = needed;
    const length = Buffer.byteLength(name);
    const alias = `c2ts${Math.random().toString(36).slice(2)}`.padEnd(length, "_").slice(0, length);
    file.write(alias, offset);
    folder = mkdtempSync(join(tmpdir(), "c2ts-linked-"));
    symlinkSync(realpathSync(library.path), join(folder, alias));
    const copy = join(folder, basename(path));
    writeFileSync(copy, file);
    const handle = load(copy);
    if (callsInto(handle, library, needs)) return handle;
    unload(handle);
    return null;
  } catch {
    return null; // the first failure says what is wrong
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true, force: true }); // what is loaded stays loaded
  }
}
