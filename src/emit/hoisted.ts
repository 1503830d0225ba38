import { bracedList } from "./braced-list.ts";
import { compareNames } from "./compare-names.ts";
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
  /** Initializers by the names that they are exported under, and their types. */
  readonly #exported = new Map<string, { readonly initializer: string; readonly type: string }>();

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

  /** The same for one that programs may want, too: exported as `$wanted`, under each such name that was asked for. */
  exported(initializer: string, type: string, wanted: string): string {
    const local = this.constant(initializer, wanted);
    if (!this.#exported.has(wanted)) this.#exported.set(wanted, { initializer, type });
    return local;
  }

  /** Remembers which constants there are; the function returned removes those made since. */
  mark(): () => void {
    const [size, exports] = [this.#byText.size, this.#exported.size];
    return () => {
      for (const name of [...this.#exported.keys()].slice(exports)) this.#exported.delete(name);
      for (const text of [...this.#byText.keys()].slice(size)) this.#byText.delete(text);
    };
  }

  emit(writer: ModuleWriter): void {
    if (this.#byText.size > 0) writer.blankLineIfLastNot();
    const types = new Map([...this.#exported.values()].map(({ initializer, type }) => [initializer, type]));
    for (const [initializer, name] of this.#byText) {
      const type = types.get(initializer) ?? "";
      const pure = initializer.endsWith(")") ? "/* @__PURE__ */ " : "";
      // What the type says need not be said again.
      const value = type === "" ? initializer : initializer.replace(type.slice(type.indexOf("<")), "");
      writer.writeLine(`const ${name}${type === "" ? "" : `: ${type}`} = ${pure}${value};`);
    }
    const specifiers = [...this.#exported].map(([wanted, { initializer }]) => {
      const local = this.#byText.get(initializer) ?? initializer;
      const name = local === `$${wanted}` ? local : this.#names.claim(`$${wanted}`);
      return { name, text: local === name ? name : `${local} as ${name}` };
    });
    if (specifiers.length === 0) return;
    specifiers.sort((a, b) => compareNames(a.text, b.text));
    writer.blankLine();
    writer.writeLine(
      bracedList(
        "export",
        specifiers.map(({ text }) => text),
        ";",
      ),
    );
  }
}
