import type { Digits } from "./digits.ts";
import type { RawBytes } from "./raw-bytes.ts";

/**
 * Any object of a c2ffi file: a declaration, a field, a parameter or a type. `tag` says which; keys and their order are
 * those of c2ffi's own output. Sizes, alignments and offsets are in bits. Older files lack `ns`, `id` and the sizes.
 */
export interface C2ffiObject {
  /** `function`, `struct`, …; of a type `:int`, `:pointer`, …, and anything without a colon is a typedef's name. */
  readonly tag: string;
  /** Namespace of C++, 0 in C. */
  readonly ns?: number;
  /** Empty where C has none. */
  readonly name?: string;
  /** Tells records and enums without a tag apart; 0 on the definition of one with a tag. */
  readonly id?: number;
  /** `file:line:column`. */
  readonly location?: string;
  /** Of `unhandled`: what clang calls that kind of declaration. */
  readonly kind?: string;
  readonly variadic?: boolean;
  readonly inline?: boolean;
  readonly "storage-class"?: string;
  readonly parameters?: readonly C2ffiObject[];
  readonly "return-type"?: C2ffiObject;
  readonly "bit-offset"?: number;
  /** With a `bit-alignment` of 0 too, the record is incomplete. */
  readonly "bit-size"?: number;
  readonly "bit-alignment"?: number;
  readonly width?: number;
  readonly fields?: readonly C2ffiObject[];
  readonly type?: C2ffiObject;
  /** Number of elements. */
  readonly size?: number;
  readonly value?: number | string | Digits | RawBytes;
  /** What the spec says beyond the keys above; c2ffi itself has no such key. */
  readonly c2ts?: unknown;
}
