import { realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Dump, DumpOptions, Sources } from "../parser/dump.ts";
import { askedNames } from "./asked-names.ts";
import { checksum } from "./checksum.ts";
import { Entries } from "./entries.ts";
import { contentOf, type FileState, isOlder, stateIfSame, stateOf } from "./file-state.ts";
import { filesOf, fingerprint, searchAgain } from "./fingerprint.ts";
import { later } from "./later.ts";

/** What is asked of the parser. */
export interface Question {
  readonly headers: readonly string[];
  readonly options: DumpOptions;
}

/** Variables that clang or the loader of its libraries read. */
const VARIABLES =
  /^(?:C_INCLUDE_PATH|CPATH|CCC_|CLANG_|COMPILER_PATH|GCC_|LD_|LIBCLANG_|LLVM_|SDKROOT|SOURCE_DATE_EPOCH|.*_DEPLOYMENT_TARGET$)/;

/** What has been read, and a name of it: what has the same one says the same. */
export interface KeptDump {
  /** Made of its text when it is first looked at. */
  readonly dump: Dump;
  /** clang's triple, known without looking. */
  readonly triple: string;
  readonly sum: string;
}

/** When what was read is still what would be read, and where it is. */
interface Manifest {
  readonly sources: Sources;
  readonly fingerprint: string;
  /** Of `filesOf(sources)`. */
  readonly states: readonly FileState[];
  /** Key of what was read. */
  readonly sum: string;
}

/** What every run wants to know. */
interface Head {
  readonly triple: string;
  readonly files: readonly string[];
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
    const began = Date.now();
    const key = this.#key(question);
    const [text] = this.#entries.read(key) ?? [];
    if (text === undefined) return null;
    const manifest: Manifest = JSON.parse(text.toString());
    const { sources, sum } = manifest;
    const search = searchAgain(sources, question.options);
    if (search === null || fingerprint(sources, search) !== manifest.fingerprint) return null;
    const states: FileState[] = [];
    for (const [i, file] of filesOf(sources).entries()) {
      const before = manifest.states[i];
      const now = before === undefined ? null : stateIfSame(file, before, began);
      if (now === null) return null;
      states.push(now);
    }
    const kept = this.#keptDump(sum);
    // Files that were written again as they were need not be read by the next process too.
    const isNew = states.some((state, i) => state !== manifest.states[i]);
    if (kept !== null && isNew) this.#entries.write(key, [JSON.stringify({ ...manifest, states })]);
    return kept;
  }

  #keptDump(sum: string): KeptDump | null {
    const [head, body] = this.#entries.read(sum) ?? [];
    if (head === undefined || body === undefined) return null;
    const { triple, files }: Head = JSON.parse(head.toString());
    const whole = later((): Dump => JSON.parse(body.toString()));
    const dump: Dump = {
      files,
      get spec() {
        return whole().spec;
      },
      get declared() {
        return whole().declared;
      },
      get problems() {
        return whole().problems;
      },
      get sources() {
        return whole().sources;
      },
    };
    return { dump, triple, sum };
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
    const states = filesOf(sources).map((file, i) => stateOf(file, contents[i] ?? null, began));
    const known = [...sources.opened, ...sources.alsoRead];
    if (![...known, ...search.found, ...read.libclangs].every((file) => isThere(file, began))) return null;
    if (!sources.missing.every((file) => statSync(file, { throwIfNoEntry: false }) === undefined)) return null;
    const head: Head = { triple: dump.spec.target.triple, files: dump.files };
    const body = JSON.stringify(dump);
    const sum = checksum(this.#program, body);
    this.#entries.write(sum, [JSON.stringify(head), body]);
    const manifest: Manifest = { sources, fingerprint: fingerprint(sources, search), states, sum };
    this.#entries.write(this.#key(question), [JSON.stringify(manifest)]);
    return sum;
  }

  /** Texts that an earlier process has made of what was read with the same options. */
  recallMade(sum: string, options: object): readonly Buffer[] | null {
    return this.#entries.read(this.#madeKey(sum, options));
  }

  rememberMade(sum: string, options: object, texts: readonly string[]): void {
    this.#entries.write(this.#madeKey(sum, options), texts);
  }

  #madeKey(sum: string, options: object): string {
    return checksum(this.#program, sum, JSON.stringify(options));
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
function isThere(file: string, time: number): boolean {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found !== undefined && isOlder(found, time);
}
