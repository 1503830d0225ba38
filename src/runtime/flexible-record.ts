import { outOfRange } from "./argument-error.ts";
import { mallocRecord, type RecordClass, RecordView } from "./record.ts";
import { allocate } from "./slab.ts";

/** Base of the classes of records whose last member is an array of no fixed length. */
export abstract class FlexibleRecordView extends RecordView {
  /** Bytes of one element. */
  static readonly "~element": number = 1;

  /** Bytes of ours that follow the record. */
  declare "~extra": number;

  /** @internal Made by `alloc()` and `at()`. */
  constructor(memory: DataView, offset: number) {
    super(memory, offset);
    this["~extra"] = 0;
  }

  /** A new zeroed record in JS-owned memory, with room for `elements` in its last member. */
  static override alloc<T extends RecordView>(this: RecordClass<T>, elements = 0): T {
    const extra = extraBytes(this, elements, "alloc");
    return withExtra(allocate(this.size + extra, this.align, this), extra);
  }

  /** The same in C's heap, for what C keeps; `free(record)` frees it. */
  static override malloc<T extends RecordView>(this: RecordClass<T>, elements = 0): T {
    const extra = extraBytes(this, elements, "malloc");
    return withExtra(mallocRecord(this, this.size + extra), extra);
  }

  override "~size"(): number {
    return super["~size"]() + this["~extra"];
  }
}

/** Bytes of `elements` in the last member. */
export function extraBytes(type: RecordClass<RecordView>, elements: number, method: string): number {
  if (!Number.isSafeInteger(elements) || elements < 0)
    throw outOfRange(`${type.name}.${method}`, "the number of elements", "a whole number", elements);
  return elements * ((type as { readonly "~element"?: number })["~element"] ?? 1);
}

/** Notes on a new record how much room follows it. */
export function withExtra<T extends RecordView>(record: T, extra: number): T {
  if (extra !== 0) (record as { "~extra"?: number })["~extra"] = extra;
  return record;
}
