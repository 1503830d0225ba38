import { outOfRange } from "./argument-error.ts";
import { arrayView, copyElements } from "./array-type.ts";
import type { ArrayOf, CArray } from "./c-array.ts";
import { checkText } from "./check-text.ts";
import type { ArrayInput, ArrayView, CType, TypeInfo, Value } from "./ctype.ts";
import { describeType } from "./describe-type.ts";
import { Located } from "./located.ts";
import type { RecordClass, RecordView } from "./record.ts";
import { elementType } from "./record-type.ts";
import { isForeign } from "./window.ts";

/**
 * A C array that C does not say the length of: the last member of `struct { size_t count; int items[]; }`, `extern int table[]`.
 * In memory of ours the room that was allocated is known and kept to; in C's, as with any pointer, nothing checks.
 */
export class FlexibleArray<B, J = Value<B>, V = ArrayView<B, J>> extends Located implements ArrayOf<B> {
  declare readonly "~type": B;
  readonly #element: CType<B, J>;
  readonly #capacity: number | null;
  readonly #aligned: boolean;

  /** @internal A member or a variable. */
  constructor(element: CType<B, J>, memory: DataView, offset: number, capacity: number | null, aligned: boolean) {
    super(memory, offset);
    this.#element = element;
    this.#capacity = capacity;
    this.#aligned = aligned;
  }

  /** Elements that the allocated memory has room for; `null` in C's memory, where only the program knows. */
  get capacity(): number | null {
    return this.#capacity;
  }

  /** Element `index`; of a record, a view of it. */
  at(index: number): J {
    return this.#element.read(this["~m"], this.#offset(index));
  }

  /** Writes element `index`; a record is copied into it. */
  set(index: number, value: J): void {
    this.#element.write(this["~m"], this.#offset(index), value, `${this.#element.name}[]`, String(index));
  }

  /** The first `count` elements, in place: a typed array or a `CArray`, as of an array of known length. */
  take(count: number): V {
    this.#check(count, "the count", 1);
    // What emitted code declares as V is what the descriptor's elements read as, aligned or not.
    return arrayView(this.#element, count, this["~m"], this["~o"], this.#aligned) as V;
  }

  /** Writes elements from the first on; text as UTF-8 with its NUL. */
  "~fill"(value: ArrayInput<B>, owner: string, name: string): void {
    const given: unknown = value;
    const isText = typeof given === "string" && this.#element["~kind"] === "char";
    const bytes = isText ? new TextEncoder().encode(`${checkText(given, owner, name)}\0`) : null;
    const elements = bytes ?? value;
    const length = (elements as { readonly length?: unknown } | null | undefined)?.length;
    if (this.#capacity !== null && typeof length === "number" && length > this.#capacity) {
      throw new RangeError(`${owner}: ${name} has room for ${this.#capacity} elements, got ${length}`);
    }
    copyElements(this.#element, typeof length === "number" ? length : 0, this["~m"], this["~o"], elements, owner, name);
  }

  /** What is known to be there. */
  "~size"(): number {
    return this.#element.size * (this.#capacity ?? 1);
  }

  "~holds"(): TypeInfo {
    return this.#element;
  }

  #offset(index: number): number {
    this.#check(index, "the index", 0);
    return this["~o"] + index * this.#element.size;
  }

  /** @param beyond by how much it may go beyond the last index. */
  #check(value: number, what: string, beyond: 0 | 1): void {
    const limit = this.#capacity === null ? Number.POSITIVE_INFINITY : this.#capacity - 1 + beyond;
    if (Number.isSafeInteger(value) && value >= 0 && value <= limit) return;
    const range = this.#capacity === null ? "an integer, 0 or more" : `an integer from 0 to ${limit}`;
    throw outOfRange(`${this.#element.name}[]`, what, range, value);
  }
}

/** The flexible member at byte `offset` of a record. */
export function flexible<T extends RecordView>(
  of: RecordClass<T>,
  record: Located,
  offset: number,
): FlexibleArray<T, T>;
export function flexible<B, J>(of: CType<B, J>, record: Located, offset: number): FlexibleArray<B, J>;
export function flexible(of: CType<unknown> | RecordClass<RecordView>, record: Located, offset: number): unknown {
  return member(elementType(of), record, offset, true);
}

/** The same in a packed record, where no typed array can begin. */
export function unalignedFlexible<B, J>(
  of: CType<B, J>,
  record: Located,
  offset: number,
): FlexibleArray<B, J, CArray<B, J>> {
  return member(of, record, offset, false) as FlexibleArray<B, J, CArray<B, J>>;
}

function member<B, J>(
  of: CType<B, J>,
  record: Located,
  offset: number,
  aligned: boolean,
): FlexibleArray<B, J, unknown> {
  const { "~m": memory, "~o": start } = record;
  // Of what C has allocated only the program knows how long it is.
  const open = isForeign(memory) && !(record as { readonly "~extra"?: number })["~extra"];
  const room = open ? null : Math.floor((record["~size"]() - offset) / of.size);
  return new FlexibleArray(of, memory, start + offset, room, aligned);
}

/** Descriptor of a variable `T name[]`. */
export function openArray<T extends RecordView>(of: RecordClass<T>): CType<T, FlexibleArray<T, T>>;
export function openArray<B, J>(of: CType<B, J>): CType<B, FlexibleArray<B, J>>;
export function openArray(of: CType<unknown> | RecordClass<RecordView>): unknown {
  const element = elementType(of);
  return describeType<unknown, FlexibleArray<unknown, unknown>>({
    name: `${element.name}[]`,
    size: element.size,
    align: element.align,
    kind: "array",
    native: null,
    element,
    pass: () => null,
    read: (memory, offset) => new FlexibleArray(element, memory, offset, null, true),
    write: (memory, offset, value, owner, name) =>
      new FlexibleArray(element, memory, offset, null, true)["~fill"](value as never, owner, name),
  });
}
