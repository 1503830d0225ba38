import type { EngineStruct, NativeArgument } from "./engine.ts";

/**
 * The C types that the call engine is told of. `i64` and `u64` are `bigint` in TypeScript; `long` and `ulong` are the 64-bit C types
 * that are `number` there; `ptr` is every pointer; `str` a `const char *` given or returned as text; `str16` and `str32` are
 * text in UTF-16 and UTF-32, given only.
 */
export type NativeScalar =
  | "void"
  | "bool"
  | "i8"
  | "u8"
  | "i16"
  | "u16"
  | "i32"
  | "u32"
  | "i64"
  | "u64"
  | "long"
  | "ulong"
  | "f32"
  | "f64"
  | "ptr"
  | "str"
  | "str16"
  | "str32";

/** A scalar, or a struct that is passed by value: its members with natural alignment, e.g. `["u64", "f64"]`. */
export type NativeType = NativeScalar | readonly NativeType[];

/** What the engine returns for a result type, before `ret` and its relatives look at it. */
export type NativeResult<R extends NativeType> = R extends "void"
  ? undefined
  : R extends "bool"
    ? boolean
    : R extends "i64" | "u64" | "long" | "ulong"
      ? number | bigint
      : R extends "ptr"
        ? bigint | null
        : R extends "str"
          ? string | null
          : R extends readonly NativeType[]
            ? EngineStruct
            : number;

/** A C function as the engine binds it. It checks nothing: arguments come from `i32`, `ptr` and the other checks. */
export type Native<R extends NativeType> = (...args: readonly NativeArgument[]) => NativeResult<R>;

const SIZES = { bool: 1, i8: 1, u8: 1, i16: 2, u16: 2, i32: 4, u32: 4, f32: 4, void: 0 } as const;

/** Bytes of a scalar; its natural alignment is the same. */
export function scalarSize(type: NativeScalar): number {
  return type in SIZES ? SIZES[type as keyof typeof SIZES] : 8;
}
