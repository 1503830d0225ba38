/**
 * Text of a module, written line by line. Whoever writes knows how deep a line stands, so nothing is worked out from what was
 * written: looking through every character for strings, comments and braces takes longer than deciding what to write.
 */
export class ModuleWriter {
  readonly #lines: string[] = [];
  #indent = "";

  /** Steps of two spaces in front of the lines that follow. */
  setIndentationLevel(level: number): void {
    this.#indent = "  ".repeat(level);
  }

  /** Adds a line, or several with line feeds between them. */
  writeLine(text: string): void {
    this.#lines.push(this.#indent === "" ? text : indented(text, this.#indent));
  }

  /** Leaves room for a line that can only be written later, by what this returns. */
  later(line: (known: string) => string): (known: string) => void {
    const place = this.#lines.push(" ") - 1; // no blank line
    return (known) => {
      this.#lines[place] = line(known);
    };
  }

  blankLine(): void {
    this.#lines.push("");
  }

  blankLineIfLastNot(): void {
    if (this.#lines.at(-1) !== "") this.#lines.push("");
  }

  /** Number of things written so far; a mark for `textBetween`. */
  get mark(): number {
    return this.#lines.length;
  }

  textBetween(start: number, end: number): string {
    return this.#lines.slice(start, end).join("\n");
  }

  toString(): string {
    return this.#lines.join("\n");
  }
}

function indented(text: string, indent: string): string {
  return text.replaceAll(/^(?=.)/gm, indent);
}
