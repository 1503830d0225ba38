import type { HeaderFile } from "./own-files.ts";

/** Kinds that a pattern may be narrowed to, and `file` for where a declaration stands. */
const KINDS = ["function", "record", "enum", "typedef", "global", "constant", "macro", "unsupported", "file"] as const;
type PatternKind = (typeof KINDS)[number];

/** One `--include` or `--exclude`: `^sqlite3_`, `constant:^SQLITE_`, `file:^bits/`. */
export interface Pattern {
  /** As the user wrote it. */
  readonly text: string;
  /** `null` for a pattern on the name of anything. */
  readonly kind: PatternKind | null;
  readonly regex: RegExp;
}

/** A pattern is no regular expression. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}

/**
 * Reads `[kind:]regex`.
 *
 * @throws PatternError
 */
export function parsePattern(text: string): Pattern {
  const colon = text.indexOf(":");
  const prefix = colon < 0 ? "" : text.slice(0, colon);
  const kind = KINDS.find((known) => known === prefix) ?? null;
  if (kind === null && /^\w+$/.test(prefix)) {
    throw new PatternError(`'${text}' is no pattern: '${prefix}' is none of the kinds ${KINDS.join(", ")}`);
  }
  try {
    return { text, kind, regex: new RegExp(kind === null ? text : text.slice(colon + 1), "u") };
  } catch (cause) {
    throw new PatternError(`'${text}' is no pattern: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

export interface SelectOptions {
  readonly include: readonly Pattern[];
  readonly exclude: readonly Pattern[];
}

export type Decision = "selected" | "elsewhere" | { readonly excluded: string };

/**
 * What of the headers was asked for: by default all that they and their own parts declare. `file:` patterns of `include`
 * add other files, the other patterns of `include` narrow that to names, `exclude` takes away.
 */
export class Selection {
  readonly #options: SelectOptions;
  readonly #isOwn: (file: HeaderFile) => boolean;
  /** Patterns that say where else to look, and those that say what to take from there. */
  readonly #widening: readonly Pattern[];
  readonly #narrowing: readonly Pattern[];
  readonly #hits = new Set<Pattern>();

  /** @param isOwn whether a file belongs to the given headers. */
  constructor(options: SelectOptions, isOwn: (file: HeaderFile) => boolean) {
    this.#options = options;
    this.#widening = options.include.filter(({ kind }) => kind === "file");
    this.#narrowing = options.include.filter(({ kind }) => kind !== "file");
    this.#isOwn = isOwn;
  }

  /**
   * Whether a declaration is asked for, and if not, why: it stands in another file (`"elsewhere"`), or the user said so.
   */
  decide(kind: PatternKind, name: string, file: HeaderFile): Decision {
    const matching = (patterns: readonly Pattern[]): Pattern | undefined => {
      const hits = patterns.filter((pattern) => matches(pattern, kind, name, file.name));
      for (const hit of hits) this.#hits.add(hit);
      return hits[0];
    };
    const isWhere = matching(this.#widening) !== undefined || this.#isOwn(file);
    if (!isWhere) return "elsewhere";
    const out = matching(this.#options.exclude);
    if (out !== undefined) return { excluded: `--exclude ${out.text}` };
    if (this.#narrowing.length === 0 || matching(this.#narrowing) !== undefined) return "selected";
    return { excluded: "no --include matches it" };
  }

  /** Patterns that matched nothing so far. */
  get unmatched(): readonly Pattern[] {
    return [...this.#options.include, ...this.#options.exclude].filter((pattern) => !this.#hits.has(pattern));
  }
}

function matches(pattern: Pattern, kind: PatternKind, name: string, file: string): boolean {
  if (pattern.kind === "file") return pattern.regex.test(file);
  // A macro becomes a constant where it has a value: both words mean it.
  const asked = pattern.kind === "constant" ? "macro" : pattern.kind;
  return (asked === null || asked === kind) && pattern.regex.test(name);
}
