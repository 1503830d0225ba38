import { outOfRange } from "./argument-error.ts";
import type { Brand, CType, TypeInfo, Value } from "./ctype.ts";
import { Located } from "./located.ts";

/** Any array of `B`s in place, however its elements read. */
export interface ArrayOf<B> extends Brand<B> {
  at(index: number): unknown;
  set(index: number, value: never): void;
}

/** C array elements in place, for elements that no typed array can show: records, pointers, bools, misaligned numbers. */
export class CArray<B, J = Value<B>> extends Located implements ArrayOf<B>, Iterable<J> {
  declare readonly "~type": B;
  readonly #element: CType<B, J>;
  readonly #length: number;

  constructor(element: CType<B, J>, length: number, memory: DataView, offset: number) {
    super(memory, offset);
    this.#element = element;
    this.#length = length;
  }

  /** Number of elements. */
  get length(): number {
    return this.#length;
  }

  /** Element `index`; of a record, a view of it. Outside of the array a RangeError. */
  at(index: number): J {
    return this.#element.read(this["~m"], this.#offset(index));
  }

  /** Writes element `index`; a record is copied into it. */
  set(index: number, value: J): void {
    this.#element.write(this["~m"], this.#offset(index), value, `${this.#element.name}[]`, String(index));
  }

  /** The elements as they are now; records remain views. */
  toArray(): J[] {
    return Array.from(this);
  }

  *[Symbol.iterator](): IterableIterator<J> {
    for (let i = 0; i < this.#length; i++) yield this.at(i);
  }

  "~size"(): number {
    return this.#element.size * this.#length;
  }

  "~holds"(): TypeInfo {
    return this.#element;
  }

  #offset(index: number): number {
    if (Number.isInteger(index) && index >= 0 && index < this.#length) return this["~o"] + index * this.#element.size;
    throw outOfRange(`${this.#element.name}[]`, "the index", `an integer from 0 to ${this.#length - 1}`, index);
  }
}
