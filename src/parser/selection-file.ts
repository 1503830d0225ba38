import type { DeclaredKind } from "../spec/declared.ts";
import type { SourceText } from "./clang/translation-unit.ts";
import { type Candidate, PatternError } from "./pattern.ts";

/** A line of a selection file. */
export interface SelectionLine {
  readonly kind: DeclaredKind;
  readonly name: string;
  /** `-` in front: it must not come along with others either. */
  readonly excluded: boolean;
  /** 1-based. */
  readonly line: number;
  readonly file: string;
}

const KINDS = new Map<string, DeclaredKind>([
  ["function", "function"],
  ["record", "record"],
  ["enum", "enum"],
  ["typedef", "typedef"],
  ["global", "global"],
  ["constant", "macro"],
  ["macro", "macro"],
]);

/** What a selection file (see `formatSelection`) says, by kind and name. */
export class SelectionFile {
  readonly #lines = new Map<string, SelectionLine>();
  readonly #hits = new Set<SelectionLine>();
  readonly file: string;

  /** @throws PatternError for a line that is none. */
  constructor({ file, text }: SourceText) {
    this.file = file;
    text.split(/\r?\n/).forEach((content, i) => {
      const words = content.trim().split(/\s+/);
      if (content.trim() === "" || content.trim().startsWith("#")) return;
      const excluded = words[0] === "-";
      const [word = "", name] = excluded ? words.slice(1) : words;
      const kind = KINDS.get(word);
      if (kind === undefined || name === undefined) {
        throw new PatternError(
          `${file}:${i + 1}: '${content.trim()}' is no line of a selection: kind and name, as in 'function f'`,
        );
      }
      this.#lines.set(`${kind} ${name}`, { kind, name, excluded, line: i + 1, file });
    });
  }

  /** The line for a declaration, if there is one. */
  find(candidate: Candidate): SelectionLine | null {
    const line = this.#lines.get(candidate.line);
    if (line === undefined) return null;
    this.#hits.add(line);
    return line;
  }

  /** Lines that nothing was found for so far. */
  get unmatched(): readonly SelectionLine[] {
    return [...this.#lines.values()].filter((line) => !this.#hits.has(line));
  }
}
