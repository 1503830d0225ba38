import type { Exclusion } from "../spec/declared.ts";
import { isPublic } from "./internal-parts.ts";
import type { HeaderFile } from "./own-files.ts";
import { type Candidate, type Pattern, PatternError } from "./pattern.ts";
import type { SelectionFile } from "./selection-file.ts";

export interface SelectOptions {
  readonly include: readonly Pattern[];
  readonly exclude: readonly Pattern[];
  readonly select: SelectionFile | null;
}

/** `"elsewhere"`: not in the files that were asked for. */
export type Decision = "selected" | "elsewhere" | Exclusion;

/** An option of the user's that had no effect. */
export interface Unmatched {
  readonly option: string;
  readonly pattern: string;
}

/**
 * What of the headers was asked for: by default all that they and their own parts declare. `file:` patterns of `include`
 * add other files, the other patterns of `include` narrow that to names, `exclude` takes away. A selection file names
 * each declaration instead.
 */
export class Selection {
  readonly #options: SelectOptions;
  readonly #isOwn: (file: HeaderFile) => boolean;
  readonly #parts: ReadonlySet<string>;
  /** Patterns that say where else to look, and those that say what to take from there. */
  readonly #widening: readonly Pattern[];
  readonly #narrowing: readonly Pattern[];
  readonly #hits = new Set<Pattern>();

  /**
   * @param isOwn whether a file belongs to the given headers.
   * @param parts files of which what is public belongs to them; see `internalParts`.
   * @throws PatternError
   */
  constructor(options: SelectOptions, isOwn: (file: HeaderFile) => boolean, parts: ReadonlySet<string>) {
    if (options.select !== null && options.include.length > 0) {
      throw new PatternError("--select and --include both say what to take: use one of them");
    }
    this.#options = options;
    this.#widening = options.include.filter(({ isFile }) => isFile);
    this.#narrowing = options.include.filter(({ isFile }) => !isFile);
    this.#isOwn = isOwn;
    this.#parts = parts;
  }

  /** Whether a declaration is asked for. */
  decide(candidate: Candidate, path: string): Decision {
    const { select } = this.#options;
    const isWhere =
      this.#match(this.#widening, candidate, "any") !== null ||
      this.#isOwn({ path, name: candidate.file }) ||
      (this.#parts.has(path) && isPublic(candidate.kind, candidate.names));
    const line = select?.find(candidate) ?? null;
    if (!isWhere && line === null) return "elsewhere";
    const by = this.excludes(candidate);
    if (by !== null) return { by, never: true };
    if (select !== null) return line === null ? { by: `not in ${select.file}`, never: false } : "selected";
    if (this.#narrowing.length === 0 || this.#match(this.#narrowing, candidate, "any") !== null) return "selected";
    return { by: "no --include matches it", never: false };
  }

  /** The option that says that a declaration must not be there, even if others need it; `null` if none does. */
  excludes(candidate: Candidate): string | null {
    const line = this.#options.select?.find(candidate) ?? null;
    if (line?.excluded) return `${line.file}:${line.line}`;
    const pattern = this.#match(this.#options.exclude, candidate, "all");
    return pattern === null ? null : `--exclude '${pattern.text}'`;
  }

  /** Whether anything can be excluded. */
  get isExcluding(): boolean {
    return this.#options.exclude.length > 0 || this.#options.select !== null;
  }

  /** What matched nothing so far. */
  get unmatched(): readonly Unmatched[] {
    const { include, exclude, select } = this.#options;
    const left = (option: string, patterns: readonly Pattern[]): readonly Unmatched[] =>
      patterns.filter((pattern) => !this.#hits.has(pattern)).map(({ text }) => ({ option, pattern: text }));
    const lines = (select?.unmatched ?? []).map(
      ({ file, line, kind, name }): Unmatched => ({ option: `${file}:${line}`, pattern: `${kind} ${name}` }),
    );
    return [...left("--include", include), ...left("--exclude", exclude), ...lines];
  }

  #match(patterns: readonly Pattern[], candidate: Candidate, names: "any" | "all"): Pattern | null {
    const hits = patterns.filter((pattern) => pattern.matches(candidate, names));
    for (const hit of hits) this.#hits.add(hit);
    return hits[0] ?? null;
  }
}
