import { completeType } from "./complete-type.ts";
import type { Brand, CType, ElementsOf, TypeInfo, Value } from "./ctype.ts";
import { Located } from "./located.ts";
import type { Placer } from "./new-array.ts";
import { place } from "./slab.ts";

/** Any `Ref` to a `B`, however its values read. */
export interface RefTo<B> extends Brand<B> {
  readonly value: unknown;
}

/**
 * One C value in JS-owned memory, for parameters through which a function gives something back: `int *n`, `sqlite3 **db`.
 * It lives while it is reachable; C must not keep its address longer than that.
 */
export class Ref<B, J = Value<B>> extends Located implements RefTo<B> {
  declare readonly "~type": B;
  readonly #type: CType<B, J>;

  /**
   * @param initial zero (NULL, false) if not given.
   * @param placer where its memory comes from, if not from JavaScript's own.
   */
  constructor(type: CType<B, J>, initial?: J, placer: Placer = place) {
    const { size, align } = completeType(type, "Ref");
    const cell = placer(size, align);
    super(cell.view, cell.offset);
    this.#type = type;
    if (initial !== undefined) this.value = initial;
  }

  get value(): J {
    return this.#type.read(this["~m"], this["~o"]);
  }

  set value(value: J | ElementsOf<B, J>) {
    // An array's descriptor writes elements too.
    this.#type.write(this["~m"], this["~o"], value as J, `Ref<${this.#type.name}>`, "value");
  }

  "~size"(): number {
    return this.#type.size;
  }

  "~holds"(): TypeInfo {
    return this.#type;
  }
}
