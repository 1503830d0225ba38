import type { ModuleWriter } from "./module-writer.ts";
import type { Names } from "./names.ts";

/**
 * Descriptors that function bodies and accessors need, made once per module instead of once per call.
 *
 * They are written at the end of the module, where every class and typedef that they name has been defined; nothing
 * that runs before the module has been evaluated may use one.
 */
export class Hoisted {
  readonly #names: Names;
  readonly #byText = new Map<string, string>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** Local name of the constant with this initializer; `wanted` is what it is called if it is new. */
  constant(initializer: string, wanted: string): string {
    if (/^[\p{ID_Continue}$.]+$/u.test(initializer)) return initializer;
    const known = this.#byText.get(initializer);
    if (known !== undefined) return known;
    const name = this.#names.claim(`$${wanted}`);
    this.#byText.set(initializer, name);
    return name;
  }

  /** Remembers which constants there are; the function returned removes those made since. */
  mark(): () => void {
    const size = this.#byText.size;
    return () => {
      for (const text of [...this.#byText.keys()].slice(size)) this.#byText.delete(text);
    };
  }

  emit(writer: ModuleWriter): void {
    if (this.#byText.size > 0) writer.blankLineIfLastNot();
    for (const [initializer, name] of this.#byText) {
      const pure = initializer.endsWith(")") ? "/* @__PURE__ */ " : "";
      writer.writeLine(`const ${name} = ${pure}${initializer};`);
    }
  }
}
