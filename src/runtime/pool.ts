import { Arena } from "./arena.ts";
import { wrongType } from "./argument-error.ts";
import { isGone, markGone } from "./gone-memory.ts";
import { isRecordClass, type RecordClass, type RecordView } from "./record.ts";
import { forget } from "./retained.ts";
import type { Place } from "./slab.ts";

/** Records of one type that come and go often: the memory of those given back is used again. */
export class Pool<T extends RecordView> {
  readonly #type: RecordClass<T>;
  readonly #arena = new Arena();
  readonly #free: Place[] = [];
  #used: WeakSet<T> | null = new WeakSet();

  constructor(type: RecordClass<T>) {
    if (!isRecordClass(type)) throw wrongType("pool", "type", "a record class", type);
    this.#type = type;
  }

  /** A zeroed record. It is used again after {@link free} only. */
  alloc(): T {
    if (this.#used === null) throw new TypeError("alloc: the pool has been disposed of");
    const { size, align } = this.#type;
    const { view, offset } = this.#free.pop() ?? this.#arena.place(size, align);
    new Uint8Array(view.buffer, view.byteOffset + offset, size).fill(0);
    const record = new this.#type(view, offset);
    this.#used.add(record);
    return record;
  }

  /** Takes a record of this pool back; whoever uses it afterwards gets a TypeError. */
  free(record: T): void {
    if (this.#used?.delete(record) !== true) {
      const why = this.#used === null ? "the pool has been disposed of" : "it is not one of this pool";
      const freed = record instanceof this.#type && isGone(record);
      throw new TypeError(`free: ${freed ? "the record has been freed already" : why}`);
    }
    const { "~m": view, "~o": offset } = record;
    forget(view, offset, this.#type.size);
    this.#free.push({ view, offset });
    markGone(record);
  }

  /** All of its records are gone. */
  dispose(): void {
    this.#used = null;
    this.#free.length = 0;
    this.#arena.end();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** A pool of records: `using points = pool(point)`. */
export function pool<T extends RecordView>(type: RecordClass<T>): Pool<T> {
  return new Pool(type);
}
