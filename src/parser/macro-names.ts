import type { Cursor } from "./clang/cursor.ts";
import type { SourcePosition } from "./clang/source-position.ts";
import type { HeaderText, HeaderTexts } from "./header-text.ts";

/** So many names of a file are asked for before the file is read: most system headers that a header needs define few. */
const WORTH_READING = 4;

/**
 * Names of macros, from the text of the header where it can be no other: libclang makes a new string for each, and a system
 * has thousands of macros.
 */
export class MacroNames {
  readonly #texts: HeaderTexts;
  readonly #asked = new Map<string, number>();

  constructor(texts: HeaderTexts) {
    this.#texts = texts;
  }

  /** @param place of the definition: there its name begins. */
  nameOf(definition: Cursor, { file, offset }: SourcePosition): string {
    const asked = this.#asked.get(file) ?? 0;
    if (asked < WORTH_READING) {
      this.#asked.set(file, asked + 1);
      return definition.spelling;
    }
    const header = this.#texts.of(file);
    return (header === null ? null : identifierAt(header, offset)) ?? definition.spelling;
  }
}

const IDENTIFIER = /[A-Za-z_$][\w$]*/y;

/** `null` where the name may go on in a way of its own: as an escape, in the next line, as a trigraph or in UTF-8. */
function identifierAt({ bytes }: HeaderText, offset: number): string | null {
  IDENTIFIER.lastIndex = offset;
  const name = IDENTIFIER.exec(bytes)?.[0];
  return name === undefined || /[\\?\x80-\xff]/.test(bytes.charAt(offset + name.length)) ? null : name;
}
