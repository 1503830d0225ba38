import { readFileSync } from "node:fs";
import type { SourceText } from "./clang/translation-unit.ts";

/** A part of a text, in bytes from its start; `end` is behind it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text of one header. Each character stands for one byte, so that clang's offsets count here too. */
export class HeaderText {
  readonly bytes: string;
  #comments: readonly Span[] | null = null;

  constructor(bytes: string) {
    this.bytes = bytes;
  }

  /** A part of the header as text. */
  slice({ start, end }: Span): string {
    return Buffer.from(this.bytes.slice(start, end), "latin1").toString("utf8");
  }

  /** Every comment, in order. What looks like one in a string is none. */
  get comments(): readonly Span[] {
    this.#comments ??= [...this.bytes.matchAll(COMMENT_OR_LITERAL)].flatMap(({ 0: text, index }) =>
      text.startsWith("/") ? [{ start: index, end: index + text.length }] : [],
    );
    return this.#comments;
  }

  /** The last comment that ends at or before an offset. */
  commentBefore(offset: number): Span | null {
    return this.comments[this.#countUntil(offset) - 1] ?? null;
  }

  /** The first comment that ends behind an offset. */
  commentAfter(offset: number): Span | null {
    return this.comments[this.#countUntil(offset)] ?? null;
  }

  /** Number of comments that end at or before an offset. */
  #countUntil(offset: number): number {
    let [low, high] = [0, this.comments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.comments[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Comments, and the literals whose quotes and slashes are none of them (C17 6.4.9). */
const COMMENT_OR_LITERAL =
  /"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|\/\*[\s\S]*?\*\/|\/\/(?:\\\r?\n|[^\r\n])*/g;

/** Reads each header once, by the name that clang opened it under. */
export class HeaderTexts {
  readonly #inMemory: ReadonlyMap<string, string>;
  readonly #read = new Map<string, HeaderText | null>();

  /** @param inMemory headers that are no files. */
  constructor(inMemory: readonly SourceText[]) {
    this.#inMemory = new Map(inMemory.map(({ file, text }) => [file, text]));
  }

  /** `null` for what cannot be read (clang's own builtins, or a file that has gone since). */
  of(file: string): HeaderText | null {
    const known = this.#read.get(file);
    if (known !== undefined) return known;
    const text = this.#load(file);
    this.#read.set(file, text);
    return text;
  }

  #load(file: string): HeaderText | null {
    const memory = this.#inMemory.get(file);
    if (memory !== undefined) return new HeaderText(Buffer.from(memory).toString("latin1"));
    try {
      return new HeaderText(readFileSync(file, "latin1"));
    } catch {
      return null;
    }
  }
}
