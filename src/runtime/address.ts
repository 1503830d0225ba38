import { wrongType } from "./argument-error.ts";
import type * as c from "./c.ts";
import type { ArrayOf } from "./c-array.ts";
import { ptr } from "./check-pointer.ts";
import type { Brand } from "./ctype.ts";
import { addressOfView } from "./engine.ts";
import { bytesOfLocated, Located } from "./located.ts";
import type { Pointer } from "./pointer.ts";
import type { RecordView } from "./record.ts";
import type { RefTo } from "./ref.ts";

/** JavaScript objects that are memory. */
export type Addressable = RecordView | RefTo<unknown> | ArrayOf<unknown> | ArrayBufferView;

/** What a pointer to such an object points to. */
export type Pointee<M> = M extends RecordView
  ? M
  : M extends Brand<infer B>
    ? B
    : M extends Uint8Array | Int8Array
      ? c.char & c.schar & c.uchar
      : M extends Int16Array
        ? c.short
        : M extends Uint16Array
          ? c.ushort & c.char16
          : M extends Int32Array
            ? c.int
            : M extends Uint32Array
              ? c.uint & c.char32
              : M extends BigInt64Array
                ? c.long & c.longlong
                : M extends BigUint64Array
                  ? c.ulong & c.ulonglong
                  : M extends Float32Array
                    ? c.float
                    : M extends Float64Array
                      ? c.double
                      : unknown;

/**
 * Where a record, `Ref`, array or typed array is. The address keeps nothing alive: it is valid while the object is reachable
 * (for JS-owned memory) or while C keeps the memory (for C's own).
 */
export function addressOf<M extends Addressable>(memory: M): Pointer<Pointee<M>> {
  const native = ptr(memory, "addressOf", "its argument");
  if (typeof native === "bigint" || native === null) return native as Pointer<Pointee<M>>;
  return addressOfView(native) as Pointer<Pointee<M>>;
}

/** The bytes of a record, not copied (but those of a variable that is const in C are). Those of C's memory must not be used after C has freed it. */
export function bytesOf(record: RecordView): Uint8Array {
  const given: unknown = record;
  if (!(given instanceof Located)) throw wrongType("bytesOf", "record", "a record", given);
  return bytesOfLocated(record);
}
