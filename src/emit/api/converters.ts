import type { Names } from "../names.ts";

/** Converters that annotations name, `./file.ts#name`: imported once each, under names that hide nothing. */
export class Converters {
  readonly #names: Names;
  readonly #locals = new Map<string, string>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** Local name of a converter. */
  local(reference: string): string {
    const known = this.#locals.get(reference);
    if (known !== undefined) return known;
    const local = this.#names.claim(`$${reference.slice(reference.lastIndexOf("#") + 1)}`);
    this.#locals.set(reference, local);
    return local;
  }

  /** One import statement per module, in the order that Biome sorts them. */
  lines(): readonly string[] {
    const modules = new Map<string, string[]>();
    for (const [reference, local] of this.#locals) {
      const at = reference.lastIndexOf("#");
      const specifier = reference.slice(0, at);
      modules.set(specifier, [...(modules.get(specifier) ?? []), `${reference.slice(at + 1)} as ${local}`]);
    }
    return [...modules].map(
      ([specifier, names]) => `import { ${names.sort().join(", ")} } from ${JSON.stringify(specifier)};`,
    );
  }
}
