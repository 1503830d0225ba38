/** Names that a module takes from the runtime: only those it uses, aliased where a C name is the same. */
export class Imports {
  readonly #isTaken: (name: string) => boolean;
  readonly #values = new Set<string>();
  readonly #types = new Set<string>();

  constructor(isTaken: (name: string) => boolean) {
    this.#isTaken = isTaken;
  }

  /** Local name of a function, class or constant of the runtime. */
  value(name: string): string {
    this.#values.add(name);
    return this.#local(name);
  }

  /** Local name of a type of the runtime. */
  type(name: string): string {
    this.#types.add(name);
    return this.#local(name);
  }

  /** The import statement, or `""`. */
  text(runtime: string): string {
    const names = [...new Set([...this.#values, ...this.#types])].sort(compareNames);
    if (names.length === 0) return "";
    const specifiers = names.map((name) => {
      const local = this.#local(name);
      const specifier = local === name ? name : `${name} as ${local}`;
      return this.#values.has(name) ? specifier : `type ${specifier}`;
    });
    const from = `from ${JSON.stringify(runtime)};`;
    const line = `import { ${specifiers.join(", ")} } ${from}`;
    return line.length <= 120 ? line : `import {\n${specifiers.map((name) => `  ${name},\n`).join("")}} ${from}`;
  }

  #local(name: string): string {
    let local = name;
    while (this.#isTaken(local)) local = `$${local}`;
    return local;
  }
}

/** Without regard to case first, then by code unit: the same on every machine. */
function compareNames(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x !== y) return x < y ? -1 : 1;
  return a < b ? -1 : 1;
}
