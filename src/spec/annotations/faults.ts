/** What is wrong with annotations, each with the path of the key that says it. */
export class Faults {
  readonly #lines: string[];
  readonly #about: string;

  constructor(lines: string[] = [], about = "") {
    this.#lines = lines;
    this.#about = about;
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** The same list, for faults with one function: they name it where the key is a pattern. */
  about(name: string): Faults {
    return new Faults(this.#lines, name);
  }

  add(path: string, message: string): void {
    const isNamed = this.#about === "" || path === this.#about || path.startsWith(`${this.#about}.`);
    const line = `annotations.${path}: ${isNamed ? "" : `${this.#about}: `}${message}`;
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
