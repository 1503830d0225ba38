import { isIdentifier } from "./restricted-names.ts";

/** What the user wants things to be called. */
export interface NamingOptions {
  /** `old=new`, or `s/regex/replacement/flags`. */
  readonly rename?: readonly string[];
  /** What names are to begin without. */
  readonly stripPrefix?: readonly string[];
}

/** A `--rename` that is none. */
export class NamingError extends Error {
  override readonly name = "NamingError";
}

interface Substitution {
  readonly text: string;
  readonly regex: RegExp;
  readonly replacement: string;
}

/**
 * Applies the user's renames to C names. `old=new` goes first and alone; else the longest prefix that fits is stripped, and
 * then each substitution is made, in the order given.
 */
export class Renames {
  readonly #exact = new Map<string, string>();
  readonly #substitutions: readonly Substitution[];
  readonly #prefixes: readonly string[];
  readonly #hits = new Set<string>();

  /** @throws NamingError */
  constructor({ rename = [], stripPrefix = [] }: NamingOptions) {
    const substitutions: Substitution[] = [];
    for (const text of rename) {
      const substitution = parseSubstitution(text);
      if (substitution !== null) substitutions.push(substitution);
      else this.#exact.set(...parseExact(text));
    }
    this.#substitutions = substitutions;
    this.#prefixes = [...stripPrefix].sort((a, b) => b.length - a.length);
  }

  /** What a function, variable, typedef, constant or enumerator is to be called. */
  ordinary(name: string): string {
    return this.#exactly(name) ?? this.#derived(name);
  }

  /**
   * What a record or enum is to be called that has no typedef's name. It may be renamed as `struct tag`, as the module has
   * it (`struct_tag`), or by its tag alone, if that means nothing else.
   */
  tag(id: string, given: string, tag: string | null, isTagAlone: boolean): string {
    const exact = this.#exactly(id) ?? this.#exactly(given) ?? (isTagAlone && tag !== null ? this.#exactly(tag) : null);
    if (exact !== null || tag === null) return exact ?? given;
    return `${given.slice(0, given.length - tag.length)}${this.#derived(tag)}`;
  }

  /** Options that no name matched so far. */
  get unmatched(): readonly { readonly option: string; readonly pattern: string }[] {
    const left = (option: string, patterns: Iterable<readonly [key: string, text: string]>) =>
      [...patterns].filter(([key]) => !this.#hits.has(key)).map(([, pattern]) => ({ option, pattern }));
    return [
      ...left(
        "--rename",
        [...this.#exact].map(([from, to]) => [`= ${from}`, `${from}=${to}`] as const),
      ),
      ...left(
        "--rename",
        this.#substitutions.map(({ text }) => [text, text] as const),
      ),
      ...left(
        "--strip-prefix",
        this.#prefixes.map((prefix) => [`- ${prefix}`, prefix] as const),
      ),
    ];
  }

  #exactly(name: string): string | null {
    const to = this.#exact.get(name);
    if (to === undefined) return null;
    this.#hits.add(`= ${name}`);
    return to;
  }

  #derived(name: string): string {
    const prefix = this.#prefixes.find((one) => name.startsWith(one));
    if (prefix !== undefined) this.#hits.add(`- ${prefix}`);
    return this.#substitutions.reduce(
      (before, { text, regex, replacement }) => {
        const after = before.replace(regex, replacement);
        if (after !== before) this.#hits.add(text);
        return after;
      },
      name.slice(prefix?.length ?? 0),
    );
  }
}

/** `s/^sqlite3_(\w+)/sql_$1/`, with any delimiter, and `$1` as in JavaScript; behind it `g` for all that matches, `i` for any case. */
function parseSubstitution(text: string): Substitution | null {
  const [, delimiter, rest = ""] = /^s([^\w\s=\\])(.*)$/u.exec(text) ?? [];
  if (delimiter === undefined) return null;
  const parts = rest
    .split(new RegExp(`(?<!\\\\)\\${delimiter}`))
    .map((part) => part.replaceAll(`\\${delimiter}`, delimiter));
  const [source, replacement, flags] = parts;
  if (source === undefined || replacement === undefined || parts.length !== 3 || !/^[gi]*$/.test(flags ?? "")) {
    throw new NamingError(`--rename ${text}: a substitution is s/regex/replacement/, and behind it may be g and i`);
  }
  try {
    return { text, regex: new RegExp(source, `u${flags}`), replacement };
  } catch (cause) {
    throw new NamingError(`--rename ${text}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function parseExact(text: string): readonly [from: string, to: string] {
  const at = text.indexOf("=");
  const [from, to] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 0 || from === "") throw new NamingError(`--rename ${text}: old=new, or s/regex/replacement/`);
  if (!isIdentifier(to)) throw new NamingError(`--rename ${text}: '${to}' is no identifier`);
  return [from, to];
}
