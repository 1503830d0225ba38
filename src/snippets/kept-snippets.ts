import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "../cache/cache-folder.ts";
import { checksum } from "../cache/checksum.ts";
import { Entries } from "../cache/entries.ts";
import type { BuiltSnippet } from "./request.ts";

/** A snippet that can be loaded. */
export interface KeptSnippet extends Pick<BuiltSnippet, "js" | "leftOut"> {
  /** Path of the shared object. */
  readonly path: string;
}

interface Head {
  /** Of `compilerIdentity`, when it was built. */
  readonly compiler: string | null;
  /** Checksum of the shared object. */
  readonly object: string;
  /** What it was made of: path, and what changes when the file does. */
  readonly files: readonly (readonly [path: string, state: string])[];
}

type Body = Pick<BuiltSnippet, "js" | "leftOut">;

/** Milliseconds by which the clock of files may be behind. */
const TICK = 2000;

/**
 * Snippets as they have been built, in a folder of the user's own: an entry and a shared object each. What does not fit together, is
 * damaged, or was made of files that have changed is none.
 */
export class KeptSnippets {
  readonly #folder: string;
  readonly #entries: Entries;

  constructor(folder: string) {
    this.#folder = folder;
    this.#entries = new Entries(folder);
  }

  /** Built earlier, by the compiler that would build it now if there is one. */
  find(key: string, compiler: string | null): KeptSnippet | null {
    const [head, text] = this.#entries.read(key) ?? [];
    if (head === undefined || text === undefined) return null;
    const { compiler: by, object, files }: Head = JSON.parse(head.toString());
    if (compiler !== null && compiler !== by) return null;
    if (!files.every(([path, state]) => stateOf(path) === state)) return null;
    const path = this.#object(key, object);
    if (objectSum(path) !== object) return null;
    const now = new Date();
    utimesSync(path, now, now); // what is used stays longest
    const body: Body = JSON.parse(text.toString());
    return { ...body, path };
  }

  /** Where a shared object is to be built: beside the others, so that moving it is one step. */
  temporary(key: string): string {
    return join(this.#folder, `${key}.${process.pid}${Math.random().toString(36).slice(1)}.tmp`);
  }

  /**
   * Keeps what has been built, unless one of its files may have changed meanwhile.
   *
   * @param built path of the shared object, which is moved.
   * @param began milliseconds since 1970.
   */
  keep(key: string, compiler: string | null, built: string, snippet: BuiltSnippet, began: number): KeptSnippet {
    const object = objectSum(built) ?? "";
    const path = this.#object(key, object);
    renameSync(built, path);
    const { js, leftOut } = snippet;
    const files = snippet.files.map((file) => [file, stateOf(file)] as const);
    const head: Head = { compiler, object, files };
    if (snippet.files.every((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? began) < began - TICK))
      this.#entries.write(key, [JSON.stringify(head), JSON.stringify({ js, leftOut })]);
    return { js, leftOut, path };
  }

  #object(key: string, sum: string): string {
    return join(this.#folder, `${key}-${sum.slice(0, 16)}.so`);
  }
}

/** Where this user's snippets are kept, and whether they are kept at all: else the folder is to be removed after use. */
export function snippetFolder(): { readonly folder: string; readonly isKept: boolean } {
  const folder = cacheFolder(process.env, process.platform, "snippets");
  if (folder !== null && isOwn(folder)) return { folder, isKept: true };
  return { folder: mkdtempSync(join(tmpdir(), "c2ts-snippets-")), isKept: false };
}

/** Whether a folder is this user's alone: whoever can write there can run code as this user. */
function isOwn(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(folder);
    if (process.getuid === undefined) return true;
    if (uid !== process.getuid()) return refused(folder, "belongs to another user");
    if ((mode & 0o022) !== 0) return refused(folder, "can be written to by others");
    if ((mode & 0o077) !== 0) chmodSync(folder, 0o700);
    return true;
  } catch {
    return false; // a home that cannot be written to
  }
}

function refused(folder: string, reason: string): false {
  process.emitWarning(`${folder} ${reason}: C snippets are not taken from there, and not kept`, "C2tsWarning");
  return false;
}

/** `null` where there is no such file. */
function objectSum(path: string): string | null {
  try {
    return checksum(readFileSync(path));
  } catch {
    return null;
  }
}

function stateOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? "gone" : `${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
