import type * as c from "./c.ts";
import type { ArrayOf } from "./c-array.ts";
import type { FixedArray, Scalar } from "./ctype.ts";
import type { Handle } from "./handle.ts";
import type { Owned } from "./owned.ts";
import type { Pointer } from "./pointer.ts";
import type { RecordView } from "./record.ts";
import type { RefTo } from "./ref.ts";

/**
 * What a parameter `B *` takes: a pointer, an `Owned` one, a `Ref`, a record or array in memory, a typed array of matching elements, or `null`.
 * `void *` (`PointerArg<unknown>`) takes any of these, and a `Handle`.
 */
export type PointerArg<B = unknown> = Pointer<B> | Owned<B> | RefTo<B> | Memory<B> | null;

/** JavaScript objects that are memory of `B`s. */
export type Memory<B> = unknown extends B
  ? RecordView | ArrayOf<unknown> | ArrayBufferView | Handle<object>
  : [B] extends [Scalar<string, unknown, infer E, unknown>]
    ? E | ArrayOf<B>
    : [B] extends [RecordView]
      ? B | ArrayOf<B>
      : [B] extends [Pointer]
        ? BigUint64Array | ArrayOf<B>
        : [B] extends [FixedArray<infer E>]
          ? Memory<E> | ArrayOf<B>
          : never;

/** What a `const char *` parameter takes. A string is passed as UTF-8 and is valid during the call only. Bytes need a NUL where C looks for one. */
export type CString = string | Pointer<c.char> | Owned<c.char> | Uint8Array | null;

/** Values of an enum: its enumerators by name in the editor, and any other number, as in C. */
export type Enum<E extends number | bigint> = E | (E extends bigint ? bigint & {} : number & {});
