import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Declaration } from "../spec/declaration.ts";

/** Kinds that a pattern may be narrowed to, and `file` for where a declaration stands. */
const KINDS = ["function", "record", "enum", "typedef", "global", "constant", "macro", "file"] as const;
type PatternKind = (typeof KINDS)[number];

/** One `--include` or `--exclude`: `^sqlite3_`, `constant:^SQLITE_`, `file:^bits/`. */
export interface Pattern {
  /** As the user wrote it. */
  readonly text: string;
  /** `null` for a pattern on the name of anything. */
  readonly kind: PatternKind | null;
  readonly regex: RegExp;
}

/**
 * Reads `[kind:]regex`.
 *
 * @throws SyntaxError where the regular expression is none.
 */
export function parsePattern(text: string): Pattern {
  const colon = text.indexOf(":");
  const prefix = colon < 0 ? "" : text.slice(0, colon);
  const kind = KINDS.find((known) => known === prefix) ?? null;
  return { text, kind, regex: new RegExp(kind === null ? text : text.slice(colon + 1), "u") };
}

export interface SelectOptions {
  readonly include: readonly Pattern[];
  readonly exclude: readonly Pattern[];
}

/** What of the headers was asked for: by default all that they and their own parts declare. */
export class Selection {
  readonly #options: SelectOptions;
  readonly #isOwn: (file: string) => boolean;
  readonly #hits = new Set<Pattern>();

  /** @param isOwn whether a file, by the name clang opened it under, belongs to the given headers. */
  constructor(options: SelectOptions, isOwn: (file: string) => boolean) {
    this.#options = options;
    this.#isOwn = isOwn;
  }

  /**
   * Whether a declaration is asked for.
   *
   * @param file as clang opened it; `name` is the same file as specs call it.
   */
  selects(kind: PatternKind, name: string, file: { readonly path: string; readonly name: string }): boolean {
    const matching = (patterns: readonly Pattern[]): boolean => {
      const hits = patterns.filter((pattern) => matches(pattern, kind, name, file.name));
      for (const hit of hits) this.#hits.add(hit);
      return hits.length > 0;
    };
    if (matching(this.#options.exclude)) return false;
    if (matching(this.#options.include)) return true;
    return this.#options.include.every((pattern) => pattern.kind === "file") && this.#isOwn(file.path);
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

/** The kind under which a declaration is selected; enumerators and constants by the declaration that holds them. */
export function selectionKind(declaration: Declaration): PatternKind {
  switch (declaration.kind) {
    case "constant":
      return "macro";
    case "unsupported":
      return "function";
    default:
      return declaration.kind;
  }
}

/**
 * Tells which files belong to the given headers: the headers themselves, what they include with quotes from beside
 * them, and, where a header lies in a directory of its library (`openssl/ssl.h`), the other headers of that directory.
 *
 * @param headers absolute path of each header, and its name as a program includes it.
 */
export function ownFiles(headers: readonly { readonly path: string; readonly name: string }[]): (file: string) => boolean {
  const files = new Set<string>();
  const directories: string[] = [];
  for (const { path, name } of headers) {
    addWithQuoted(path, files);
    if (name.includes("/")) directories.push(`${dirname(path)}/`);
  }
  return (file) => files.has(file) || directories.some((directory) => file.startsWith(directory));
}

function addWithQuoted(file: string, files: Set<string>): void {
  if (files.has(file)) return;
  files.add(file);
  if (!existsSync(file)) return;
  for (const [, quoted] of readFileSync(file, "latin1").matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm)) {
    const path = resolve(dirname(file), quoted ?? "");
    if (existsSync(path)) addWithQuoted(path, files);
  }
}
