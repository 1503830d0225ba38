import { bracedList } from "./braced-list.ts";
import { compareNames } from "./compare-names.ts";
import type { Names } from "./names.ts";

/** Names that a module takes from the runtime: only those it uses, aliased where a C name is the same. */
export class Imports {
  readonly #names: Names;
  /** By the runtime's name: settled at the first use, whatever is claimed later. */
  readonly #locals = new Map<string, string>();
  readonly #values = new Set<string>();
  readonly #types = new Set<string>();

  constructor(names: Names) {
    this.#names = names;
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

  /** Remembers what has been asked for so far; the function returned forgets what has been since. */
  mark(): () => void {
    const [values, types] = [this.#values.size, this.#types.size];
    return () => {
      for (const name of [...this.#values].slice(values)) this.#values.delete(name);
      for (const name of [...this.#types].slice(types)) this.#types.delete(name);
    };
  }

  /** Whether the module takes a name from the runtime under this local name. */
  has(local: string): boolean {
    return this.#values.has(local) || this.#types.has(local);
  }

  /** The import statement, or `""` where nothing was asked for. */
  text(runtime: string): string {
    const names = [...new Set([...this.#values, ...this.#types])].sort((a, b) =>
      compareNames(this.#local(a), this.#local(b)),
    );
    if (names.length === 0) return "";
    const specifiers = names.map((name) => {
      const local = this.#local(name);
      const specifier = local === name ? name : `${name} as ${local}`;
      return this.#values.has(name) ? specifier : `type ${specifier}`;
    });
    return bracedList("import", specifiers, ` from ${JSON.stringify(runtime)};`);
  }

  #local(name: string): string {
    const known = this.#locals.get(name);
    if (known !== undefined) return known;
    let local = name;
    while (this.#names.isTaken(local)) local = `$${local}`;
    this.#locals.set(name, local === name ? name : this.#names.claim(local));
    return local;
  }
}
