import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checksum } from "./checksum.ts";

/** Bytes that all entries of a folder may have together. */
const LIMIT = 256 * 1024 * 1024;

/** What is kept under a key: small enough to be read always, and the rest. */
export interface Entry {
  readonly head: string;
  readonly body: string;
}

/** An entry as it is kept: no other has the same checksum. */
export interface KeptEntry extends Entry {
  readonly sum: string;
}

/**
 * Entries of a folder, each a file of its own. Processes that read and write at once see an entry as it was or as it is;
 * one that is damaged is none. A folder that cannot be written to keeps nothing, and nothing else comes of it.
 */
export class Entries {
  readonly #folder: string;
  readonly #limit: number;

  constructor(folder: string, limit: number = LIMIT) {
    this.#folder = folder;
    this.#limit = limit;
  }

  read(key: string): KeptEntry | null {
    const file = this.#file(key);
    try {
      const [sum, head, body, ...rest] = readFileSync(file, "utf8").split("\n");
      if (head === undefined || body === undefined || rest.length > 0 || sum !== checksum(head, body)) return null;
      const now = new Date();
      utimesSync(file, now, now); // what is used stays longest
      return { head, body, sum };
    } catch {
      return null;
    }
  }

  /**
   * Neither text has a line break in it.
   * @returns its checksum, whether or not it could be written
   */
  write(key: string, { head, body }: Entry): string {
    const sum = checksum(head, body);
    const temporary = join(this.#folder, `${key}.${process.pid}${Math.random().toString(36).slice(1)}.tmp`);
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(temporary, `${sum}\n${head}\n${body}`);
      renameSync(temporary, this.#file(key));
      this.#makeRoom();
    } catch {
      removeQuietly(temporary);
    }
    return sum;
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

/** What cannot be removed stays: its folder may be none, or another's. */
function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // see above
  }
}
