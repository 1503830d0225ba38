import { accessSync, constants, existsSync, mkdirSync, utimesSync } from "node:fs";
import { objectFolder } from "./cache-folder.ts";
import { checksum } from "./checksum.ts";
import { Entries } from "./entries.ts";
import { contentOf } from "./file-state.ts";
import { programIdentity } from "./program-identity.ts";

interface Head {
  /** Of the shared object. */
  readonly sum: string;
  /** What it was made of, as the compiler opened it. */
  readonly files: readonly string[];
  readonly contents: string;
}

/**
 * Shared objects that a compiler has made of C files, from one process to the next: it runs again when anything has changed
 * that it has read. An object's name has its key in it, so that one that is loaded is never another one.
 */
export class KeptObjects {
  /** Absolute. */
  readonly folder: string;
  readonly #entries: Entries | null;
  readonly #program: string;

  /** @param otherwise a folder for objects where nothing is kept. */
  constructor(otherwise: () => string) {
    const program = programIdentity();
    const folder = program === null ? null : usable(objectFolder(process.env));
    this.#program = program ?? "";
    this.#entries = folder === null ? null : new Entries(folder);
    this.folder = folder ?? otherwise();
  }

  /** Name of what is asked, and of the object. */
  key(...question: readonly string[]): string {
    return checksum(this.#program, process.platform, process.arch, ...question).slice(0, 32);
  }

  /** What was remembered with the object, if that is there and would come out again. */
  recall(key: string, object: string): string | null {
    const [text, body] = this.#entries?.read(key) ?? [];
    if (text === undefined || body === undefined || !existsSync(object)) return null;
    const head: Head = JSON.parse(text.toString());
    if (sumOf([object]) !== head.sum || sumOf(head.files) !== head.contents) return null;
    const now = new Date();
    utimesSync(object, now, now); // what is used stays longest
    return body.toString();
  }

  remember(key: string, object: string, files: readonly string[], body: string): void {
    const head: Head = { sum: sumOf([object]), files, contents: sumOf(files) };
    this.#entries?.write(key, [JSON.stringify(head), body]);
  }
}

/** Of the contents of files; a file that is not there has none. */
export function sumOf(files: readonly string[]): string {
  return checksum(...files.map((file) => contentOf(file) ?? "none"));
}

/** `null` for a folder that cannot be written to. */
function usable(folder: string | null): string | null {
  if (folder === null) return null;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return null;
  }
}
