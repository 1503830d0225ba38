import { outOfRange } from "./argument-error.ts";
import { type RecordClass, RecordView } from "./record.ts";
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
    if (!Number.isSafeInteger(elements) || elements < 0) {
      throw outOfRange(`${this.name}.alloc`, "the number of elements", "a whole number", elements);
    }
    const extra = elements * ((this as { readonly "~element"?: number })["~element"] ?? 1);
    const made = allocate(this.size + extra, this.align, this);
    (made as { "~extra"?: number })["~extra"] = extra;
    return made;
  }

  override "~size"(): number {
    return super["~size"]() + this["~extra"];
  }
}
