/** What is wrong with annotations, each with the path of the key that says it. */
export class Faults {
  readonly #lines: string[] = [];

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** @param about the function, where the key is a pattern and so does not name it. */
  add(path: string, message: string, about = ""): void {
    const line = `annotations.${path}: ${about === "" || path.startsWith(about) ? "" : `${about}: `}${message}`;
    if (!this.#lines.includes(line)) this.#lines.push(line);
  }

  /** `null`, and a fault, for what is no regular expression. */
  regex(source: string, path: string): RegExp | null {
    try {
      return new RegExp(source, "u");
    } catch (error) {
      this.add(path, error instanceof Error ? error.message : String(error));
      return null;
    }
  }
}
