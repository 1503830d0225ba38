import type { FlexibleRecordView } from "./flexible-record.ts";
import { RecordView } from "./record.ts";
import { absent } from "./target.ts";

/** The base of records that some systems have only. On others nothing of it can be made or looked at: its layout is not that of this one. */
export function onlyWhere<C extends typeof RecordView | typeof FlexibleRecordView>(base: C, isHere: boolean): C {
  if (isHere) return base;
  abstract class Absent extends RecordView {}
  for (const name of ["alloc", "at", "offset", "view", "array", "malloc", "mallocArray", "from"]) {
    Object.defineProperty(Absent, name, {
      value(this: { readonly name: string }): never {
        return absent(this.name);
      },
    });
  }
  // Its statics are the base's, but that they refuse.
  return Absent as unknown as C;
}
