import { constantError, constantMemory } from "./constant-memory.ts";
import type { CType, ElementsOf, Value } from "./ctype.ts";
import type { Pointer } from "./pointer.ts";
import type { Place } from "./slab.ts";
import { windowAt } from "./window.ts";

/** A variable of a C library, in place. It is looked up when first used. */
export class Global<B, J = Value<B>> {
  readonly #type: CType<B, J>;
  readonly #find: () => bigint;
  readonly #constant: string | null;
  #address: bigint | null = null;
  #place: Place | null = null;

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

  /**
   * Its value now. Records and arrays are views: writing their members writes the variable. Of one that is const in C that is
   * a TypeError, and an array of numbers is a copy.
   */
  get value(): J {
    if (this.#constant === null) return this.#type.at(this.#anyPointer());
    this.#place ??= constantPlace(this.address, this.#constant);
    return this.#type.read(this.#place.view, this.#place.offset);
  }

  set value(value: J | ElementsOf<B, J>) {
    if (this.#constant !== null) throw constantError(this.#constant);
    // An array's descriptor writes elements too.
    this.#type.set(this.#anyPointer(), 0, value as J);
  }

  #anyPointer(): Pointer {
    return this.address;
  }
}

function constantPlace(address: bigint, symbol: string): Place {
  const { view, base } = windowAt(Number(address));
  return { view: constantMemory(view.buffer, symbol), offset: Number(address) - base };
}
