import { copyRecord, getPtr, i32, type Pointer, RecordView, setPtr } from "c2ts-runtime";

/** `struct point { int x, y; struct point *next; }`, as the emitter writes it. */
export class point extends RecordView {
  static override readonly size: number = 16;
  static override readonly align = 8;
  declare private readonly "~tag": never;

  get x(): number {
    return this["~m"].getInt32(this["~o"], true);
  }
  set x(value: number) {
    this["~m"].setInt32(this["~o"], i32(value, "point", "x"), true);
  }

  get y(): number {
    return this["~m"].getInt32(this["~o"] + 4, true);
  }
  set y(value: number) {
    this["~m"].setInt32(this["~o"] + 4, i32(value, "point", "y"), true);
  }

  get next(): Pointer<point> | null {
    return getPtr(this["~m"], this["~o"] + 8);
  }
  set next(value: Pointer<point> | point | null) {
    setPtr(this, 8, value, point, "point", "next");
  }
}

/** `struct segment { struct point from, to; }`. */
export class segment extends RecordView {
  static override readonly size = 32;
  static override readonly align = 8;
  declare private readonly "~tag": never;

  get from(): point {
    return new point(this["~m"], this["~o"]);
  }
  set from(value: point) {
    copyRecord(this["~m"], this["~o"], value, point, "segment", "from");
  }

  get to(): point {
    return new point(this["~m"], this["~o"] + 16);
  }
  set to(value: point) {
    copyRecord(this["~m"], this["~o"] + 16, value, point, "segment", "to");
  }
}
