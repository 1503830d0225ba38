import { describe } from "./argument-error.ts";
import type { TypeInfo } from "./ctype.ts";
import { Located } from "./located.ts";
import type { ReadableAs } from "./pointer.ts";
import { refAdvice } from "./pointer-advice.ts";
import { allocate } from "./slab.ts";
import { windowAt } from "./window.ts";

/** A generated record class: what its statics look like. */
export type RecordClass<T> = TypeInfo & (new (memory: DataView, offset: number) => T);

/**
 * Base of the classes of C structs and unions: a view of memory, with an accessor for each member.
 * Make one with `T.alloc()` or look at C's memory with `T.at(p)`; members read and write in place, without copies.
 */
export abstract class RecordView extends Located {
  /** Bytes. */
  static readonly size: number = 0;
  /** Bytes. */
  static readonly align: number = 1;

  /** No other object is a record, whatever it has: types only. */
  declare private readonly "~record": never;

  /** @internal Made by `alloc()` and `at()`. */
  constructor(memory: DataView, offset: number) {
    // One comparison finds `new T()`, `new T(p)` and `new T({ … })` alike.
    if (offset === undefined) throw notConstructed(new.target.name);
    super(memory, offset);
  }

  /** A new zeroed record in JS-owned memory. It lives while this object, or any view of a part of it, is reachable. */
  static alloc<T extends RecordView>(this: RecordClass<T>): T {
    return allocate(this.size, this.align, this);
  }

  /**
   * The record at `p`, in place; with an index, the one that many records further, as `p[index]` in C.
   * It is valid for as long as C keeps that memory: nothing checks.
   */
  static at<T extends RecordView, P>(this: RecordClass<T>, p: ReadableAs<P, NoInfer<T>> | null, index = 0): T {
    const given: unknown = p;
    if (typeof given !== "bigint") {
      throw new TypeError(
        `${this.name}.at: ${given === null ? "the pointer is NULL" : `not a pointer: ${describe(given)}${refAdvice(given)}`}`,
      );
    }
    if (!Number.isSafeInteger(index))
      throw new RangeError(`${this.name}.at: the index must be an integer, got ${describe(index)}`);
    const address = Number(given) + index * this.size;
    const window = windowAt(address);
    return new this(window.view, address - window.base);
  }

  "~size"(): number {
    return recordClass(this).size;
  }

  "~holds"(): TypeInfo {
    return recordClass(this);
  }
}

function notConstructed(name: string): TypeError {
  return new TypeError(`${name}: make one with ${name}.alloc(), or look at C's memory with ${name}.at(p)`);
}

/** The class of a record. */
export function recordClass<T extends RecordView>(record: T): RecordClass<T> {
  return record.constructor as RecordClass<T>;
}

/** Whether a type is a record class. */
export function isRecordClass(type: unknown): type is RecordClass<RecordView> {
  return typeof type === "function" && type.prototype instanceof RecordView;
}
