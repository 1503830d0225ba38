import { realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Dump, DumpOptions, Sources } from "../parser/dump.ts";
import { askedNames } from "./asked-names.ts";
import { checksum } from "./checksum.ts";
import { Entries } from "./entries.ts";
import { contentOf, filesOf, fingerprint, searchAgain } from "./fingerprint.ts";

/** What is asked of the parser. */
export interface Question {
  readonly headers: readonly string[];
  readonly options: DumpOptions;
}

/** Variables that clang or the loader of its libraries read. */
const VARIABLES =
  /^(?:C_INCLUDE_PATH|CPATH|CCC_|CLANG_|COMPILER_PATH|GCC_|LD_|LIBCLANG_|LLVM_|SDKROOT|SOURCE_DATE_EPOCH|.*_DEPLOYMENT_TARGET$)/;

/** Milliseconds by which the clock of files may be behind: a tick of the kernel. Some file systems count seconds, or two. */
const TICK = 50;
const SECONDS = 2000;

/** What has been read, and a name of it: what has the same one says the same. */
export interface KeptDump {
  readonly dump: Dump;
  readonly sum: string;
}

interface Head {
  readonly sources: Sources;
  readonly fingerprint: string;
}

/**
 * What headers say, from one process to the next, as long as libclang would say the same again: as the direct mode of ccache.
 * In doubt it would not.
 */
export class DumpCache {
  readonly #entries: Entries;
  readonly #program: string;

  /** @param program which c2ts this is. */
  constructor(folder: string, program: string) {
    this.#entries = new Entries(folder);
    this.#program = program;
  }

  /** What an earlier process has read, if this one would read the same. */
  recall(question: Question): KeptDump | null {
    return unlessBarred(() => this.#recall(question));
  }

  #recall(question: Question): KeptDump | null {
    const entry = this.#entries.read(this.#key(question));
    if (entry === null) return null;
    const head: Head = JSON.parse(entry.head);
    const search = searchAgain(head.sources, question.options);
    if (search === null) return null;
    const contents = filesOf(head.sources).map(contentOf);
    if (fingerprint(head.sources, search, contents) !== head.fingerprint) return null;
    return { dump: JSON.parse(entry.body), sum: entry.sum };
  }

  /**
   * Keeps what has been read.
   *
   * @param began milliseconds since 1970: what has changed since may not be what was read.
   * @returns the name of it; `null` where it cannot be kept.
   */
  remember(question: Question, dump: Dump, began: number): string | null {
    return unlessBarred(() => this.#remember(question, dump, began));
  }

  #remember(question: Question, dump: Dump, began: number): string | null {
    const { clangArguments = [], files = [] } = question.options;
    if (files.length > 0 || askedNames(clangArguments.join(" "))?.length !== 0) return null;
    const read = dump.sources;
    const asked = new Set(read.includedNames);
    const contents = filesOf(read).map(contentOf);
    for (const content of contents) {
      const names = content === null ? [] : askedNames(content.toString("latin1"));
      if (names === null) return null;
      for (const name of names) asked.add(name);
    }
    const sources = { ...read, includedNames: [...asked] };
    const search = searchAgain(sources, question.options);
    if (search === null || !areFound(sources.opened, search.found)) return null;
    const known = [...sources.opened, ...sources.alsoRead];
    if (![...known, ...search.found, ...read.libclangs].every((file) => isOlder(file, began))) return null;
    if (!sources.missing.every((file) => statSync(file, { throwIfNoEntry: false }) === undefined)) return null;
    const head: Head = { sources, fingerprint: fingerprint(sources, search, contents) };
    return this.#entries.write(this.#key(question), { head: JSON.stringify(head), body: JSON.stringify(dump) });
  }

  /** What an earlier process has made of what was read, or else `make` does now: with the same options always the same. */
  made<T>(sum: string, options: object, make: () => T): T {
    const key = checksum(this.#program, sum, JSON.stringify(options));
    const entry = this.#entries.read(key);
    if (entry !== null) return JSON.parse(entry.body);
    const result = make();
    this.#entries.write(key, { head: "", body: JSON.stringify(result) });
    return result;
  }

  #key({ headers, options }: Question): string {
    const { platform, arch, env } = process;
    const variables = Object.entries(env).filter(([name]) => VARIABLES.test(name));
    return checksum(
      this.#program,
      JSON.stringify([
        platform,
        arch,
        resolve(),
        headers,
        sorted(options),
        variables.sort(([a], [b]) => (a < b ? -1 : 1)),
      ]),
    );
  }
}

/** Folders that may be passed through but not listed: nothing can be told of them, and clang does not need to. */
function unlessBarred<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}

function sorted(options: DumpOptions): readonly (readonly [string, unknown])[] {
  return Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether each file is where it is looked for: else clang has folders that are not known here. */
function areFound(opened: readonly string[], found: readonly string[]): boolean {
  const all = new Set(found);
  const missing = opened.filter((file) => !all.has(file));
  if (missing.length === 0) return true;
  const real = new Set(found.map((file) => realpathSync.native(file)));
  return missing.every(
    (file) => statSync(file, { throwIfNoEntry: false }) !== undefined && real.has(realpathSync.native(file)),
  );
}

/** Whether a file is there, and as it was at a time. */
function isOlder(file: string, time: number): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return false;
  const changed = Math.max(found.ctimeMs, found.mtimeMs);
  return changed < time - (changed % 1000 === 0 ? SECONDS : TICK);
}
