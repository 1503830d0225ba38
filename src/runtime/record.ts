import type { CArray } from "./c-array.ts";
import type { TypeInfo } from "./ctype.ts";
import { elementAt } from "./element-at.ts";
import { ownBlock } from "./heap.ts";
import { Located } from "./located.ts";
import { heapArray, heapPlace, newArray, viewArray } from "./new-array.ts";
import type { Pointer, ReadableAs } from "./pointer.ts";
import { moved } from "./pointer-arithmetic.ts";
import { recordType } from "./record-type.ts";
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
    const address = elementAt(p, index, this, "at");
    const window = windowAt(address);
    return new this(window.view, address - window.base);
  }

  /** `&p[n]`. */
  static offset<T extends RecordView, P>(this: RecordClass<T>, p: ReadableAs<P, NoInfer<T>>, n: number): Pointer<T> {
    return moved(p as Pointer as Pointer<T>, n, this.size, `${this.name}.offset`, "n");
  }

  /** The `length` records at `p`, in place and not copied. Valid for as long as C keeps them. */
  static view<T extends RecordView, P>(
    this: RecordClass<T>,
    p: ReadableAs<P, NoInfer<T>> | null,
    length: number | bigint,
  ): CArray<T, T> {
    return viewArray(recordType(this), length, elementAt(p, 0, this, "view"), `${this.name}.view`) as CArray<T, T>;
  }

  /** An array of new zeroed records, or of copies of these, in JS-owned memory. It lives while it or an element is reachable. */
  static array<T extends RecordView>(this: RecordClass<T>, of: number | ArrayLike<T>): CArray<T, T> {
    return newArray(recordType(this), of, `${this.name}.array`) as CArray<T, T>;
  }

  /** A new zeroed record in C's heap, for what C keeps; `free(record)` frees it. */
  static malloc<T extends RecordView>(this: RecordClass<T>): T {
    return mallocRecord(this, this.size);
  }

  /** An array of such records; `free(array)` frees it. */
  static mallocArray<T extends RecordView>(this: RecordClass<T>, of: number | ArrayLike<T>): CArray<T, T> {
    return heapArray(recordType(this), of, `${this.name}.mallocArray`) as CArray<T, T>;
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

/** A zeroed record in `size` bytes of C's heap. */
export function mallocRecord<T extends RecordView>(type: RecordClass<T>, size: number): T {
  const { p, memory, offset } = heapPlace(size, type, `${type.name}.malloc`);
  const made = new type(memory, offset);
  ownBlock(p, made);
  return made;
}

/** The class of a record. */
export function recordClass<T extends RecordView>(record: T): RecordClass<T> {
  return record.constructor as RecordClass<T>;
}

/** Whether a type is a record class. */
export function isRecordClass(type: unknown): type is RecordClass<RecordView> {
  return typeof type === "function" && type.prototype instanceof RecordView;
}
