import type { CType, ElementsOf, Value } from "./ctype.ts";
import type { Pointer } from "./pointer.ts";

/** A variable of a C library, in place. It is looked up when first used. */
export class Global<B, J = Value<B>> {
  readonly #type: CType<B, J>;
  readonly #find: () => bigint;
  readonly #constant: string | null;
  #address: bigint | null = null;

  /** @param constant its name, if C calls it `const`: the linker puts it where writing ends the process. */
  constructor(type: CType<B, J>, find: () => bigint, constant: string | null = null) {
    this.#type = type;
    this.#find = find;
    this.#constant = constant;
  }

  /** Where it is; valid for as long as the process lives. */
  get address(): Pointer<B> {
    this.#address ??= this.#find();
    return this.#address as Pointer<B>;
  }

  /** Its value now. Records and arrays are views: writing their members writes the variable. */
  get value(): J {
    return this.#type.at(this.#anyPointer());
  }

  set value(value: J | ElementsOf<B, J>) {
    if (this.#constant !== null) throw new TypeError(`${this.#constant}: it is const in C`);
    // An array's descriptor writes elements too.
    this.#type.set(this.#anyPointer(), 0, value as J);
  }

  #anyPointer(): Pointer {
    return this.address;
  }
}
