import type * as c from "./c.ts";
import type { ArrayOf } from "./c-array.ts";
import { ptr } from "./check-pointer.ts";
import { addressOfBytes } from "./engine.ts";
import { bytesOfLocated } from "./located.ts";
import type { Pointer } from "./pointer.ts";
import type { PointerArg } from "./pointer-arg.ts";
import type { RecordView } from "./record.ts";
import type { RefTo } from "./ref.ts";

/**
 * Where a record, `Ref`, array or typed array is. The address keeps nothing alive: it is valid while the object is reachable
 * (for JS-owned memory) or while C keeps the memory (for C's own).
 */
export function addressOf<T extends RecordView>(record: T): Pointer<T>;
export function addressOf<B>(memory: RefTo<B> | ArrayOf<B>): Pointer<B>;
export function addressOf(bytes: Uint8Array | Int8Array): Pointer<c.char & c.schar & c.uchar>;
export function addressOf(numbers: Int16Array): Pointer<c.short>;
export function addressOf(numbers: Uint16Array): Pointer<c.ushort & c.char16>;
export function addressOf(numbers: Int32Array): Pointer<c.int>;
export function addressOf(numbers: Uint32Array): Pointer<c.uint & c.char32>;
export function addressOf(numbers: BigInt64Array): Pointer<c.long & c.longlong>;
export function addressOf(numbers: BigUint64Array): Pointer<c.ulong & c.ulonglong>;
export function addressOf(numbers: Float32Array): Pointer<c.float>;
export function addressOf(numbers: Float64Array): Pointer<c.double>;
export function addressOf(memory: ArrayBufferView): Pointer;
export function addressOf(memory: Exclude<PointerArg, null>): Pointer {
  const native = ptr(memory, "addressOf", "its argument");
  if (native === null || typeof native === "bigint") return native as Pointer;
  return addressOfBytes(new Uint8Array(native.buffer, native.byteOffset, native.byteLength)) as Pointer;
}

/** The bytes of a record, not copied. Those of C's memory must not be used after C has freed it. */
export function bytesOf(record: RecordView): Uint8Array {
  return bytesOfLocated(record);
}
