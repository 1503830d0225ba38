import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checksum } from "./checksum.ts";

/** Bytes that all entries of a folder may have together. */
const LIMIT = 256 * 1024 * 1024;

/**
 * Entries of a folder, each a file of its own: several texts under a key. Processes that read and write at once see an entry as it
 * was or as it is; one that is damaged is none. A folder that cannot be written to keeps nothing, and nothing else comes of it.
 */
export class Entries {
  readonly #folder: string;
  readonly #limit: number;

  constructor(folder: string, limit: number = LIMIT) {
    this.#folder = folder;
    this.#limit = limit;
  }

  /** The texts, in UTF-8: who wants one as a string makes it, which takes longer than to read it. */
  read(key: string): readonly Buffer[] | null {
    const file = this.#file(key);
    try {
      const parts = parted(readFileSync(file));
      const now = new Date();
      if (parts !== null) utimesSync(file, now, now); // what is used stays longest
      return parts;
    } catch {
      return null;
    }
  }

  write(key: string, texts: readonly string[]): void {
    const parts = texts.map((text) => Buffer.from(text));
    const temporary = join(this.#folder, `${key}.${process.pid}${Math.random().toString(36).slice(1)}.tmp`);
    const head = [checksum(...parts), ...parts.map(({ length }) => length)].join(" ");
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(temporary, Buffer.concat([Buffer.from(`${head}\n`), ...parts]));
      renameSync(temporary, this.#file(key));
      this.#makeRoom();
    } catch {
      removeQuietly(temporary);
    }
  }

  /** Removes what has not been used for longest, until the rest is small enough. */
  #makeRoom(): void {
    const files = readdirSync(this.#folder)
      .map((name) => join(this.#folder, name))
      .flatMap((file) => {
        const found = statSync(file, { throwIfNoEntry: false }); // another process may have removed it
        return found === undefined ? [] : [{ file, size: found.size, used: found.mtimeMs }];
      })
      .sort((a, b) => b.used - a.used);
    let total = 0;
    for (const { file, size } of files) {
      total += size;
      if (total > this.#limit) removeQuietly(file);
    }
  }

  #file(key: string): string {
    return join(this.#folder, `${key}.json`);
  }
}

/** The parts of a file whose first line has their checksum and lengths; `null` if it is not as it was written. */
function parted(file: Buffer): readonly Buffer[] | null {
  const end = file.indexOf("\n");
  const [sum, ...lengths] = file.toString("latin1", 0, end).split(" ");
  let start = end + 1;
  const parts = lengths.map((length) => {
    const part = file.subarray(start, start + Number(length));
    start += part.length;
    return part;
  });
  return start === file.length && checksum(...parts) === sum ? parts : null;
}

/** What cannot be removed stays: its folder may be none, or another's. */
function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // see above
  }
}
