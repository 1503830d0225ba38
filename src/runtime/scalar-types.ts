import { bool as checkBool, f64, i8, i16, i32, i64, u8, u16, u32, u64 } from "./check-number.ts";
import type { CType, Kind, Scalar } from "./ctype.ts";
import { describeType } from "./describe-type.ts";
import type { NativeScalar } from "./native-type.ts";
import { scalarSize } from "./native-type.ts";
import type { Tagged } from "./tagged.ts";

type Check<V> = (value: V, owner: string, name: string) => V;
type Get<V> = (memory: DataView, offset: number) => V;
type Set<V> = (memory: DataView, offset: number, value: V) => void;

function scalar<B, V extends number | bigint | boolean>(
  name: string,
  native: NativeScalar,
  kind: Kind,
  check: Check<V>,
  get: Get<V>,
  set: Set<V>,
): CType<B, V> {
  const size = scalarSize(native);
  return describeType<B, V>({
    name,
    size,
    align: size,
    kind,
    native,
    pass: check,
    read: get,
    write: (memory, offset, value, owner, member) => set(memory, offset, check(value, owner, member)),
  });
}

/** An integer of 8, 16 or 32 bits, or a float: a `number`. */
export function numberType<N extends string, E, W = E>(
  name: string,
  native: "i8" | "u8" | "i16" | "u16" | "i32" | "u32" | "f32" | "f64",
): CType<Scalar<N, number, E, W>, number> {
  const kind = native.startsWith("f") ? "float" : /\bchar$/.test(name) ? "char" : "int";
  const { check, get, set } = NUMBERS[native];
  return scalar(name, native, kind, check, get, set);
}

const NUMBERS = {
  i8: {
    check: i8,
    get: (m: DataView, o: number) => m.getInt8(o),
    set: (m: DataView, o: number, v: number) => m.setInt8(o, v),
  },
  u8: {
    check: u8,
    get: (m: DataView, o: number) => m.getUint8(o),
    set: (m: DataView, o: number, v: number) => m.setUint8(o, v),
  },
  i16: {
    check: i16,
    get: (m: DataView, o: number) => m.getInt16(o, true),
    set: (m: DataView, o: number, v: number) => m.setInt16(o, v, true),
  },
  u16: {
    check: u16,
    get: (m: DataView, o: number) => m.getUint16(o, true),
    set: (m: DataView, o: number, v: number) => m.setUint16(o, v, true),
  },
  i32: {
    check: i32,
    get: (m: DataView, o: number) => m.getInt32(o, true),
    set: (m: DataView, o: number, v: number) => m.setInt32(o, v, true),
  },
  u32: {
    check: u32,
    get: (m: DataView, o: number) => m.getUint32(o, true),
    set: (m: DataView, o: number, v: number) => m.setUint32(o, v, true),
  },
  f32: {
    check: f64,
    get: (m: DataView, o: number) => m.getFloat32(o, true),
    set: (m: DataView, o: number, v: number) => m.setFloat32(o, v, true),
  },
  f64: {
    check: f64,
    get: (m: DataView, o: number) => m.getFloat64(o, true),
    set: (m: DataView, o: number, v: number) => m.setFloat64(o, v, true),
  },
} as const;

/** `_Bool`: any byte but 0 reads as true. */
export function boolType<N extends string, E>(name: string): CType<Scalar<N, boolean, E, never>, boolean> {
  return scalar(
    name,
    "bool",
    "bool",
    checkBool,
    (m, o) => m.getUint8(o) !== 0,
    (m, o, v) => m.setUint8(o, v ? 1 : 0),
  );
}

/** A 64-bit integer that is a `bigint`. Safe integers are taken too where plain JavaScript gives them. */
export function bigintType<N extends string, E>(
  name: string,
  native: "i64" | "u64",
): CType<Scalar<N, bigint, E>, bigint> {
  const signed = native === "i64";
  const check = (value: bigint, owner: string, member: string): bigint =>
    BigInt(signed ? i64(value, owner, member) : u64(value, owner, member));
  return signed
    ? scalar(
        name,
        native,
        "int",
        check,
        (m, o) => m.getBigInt64(o, true),
        (m, o, v) => m.setBigInt64(o, v, true),
      )
    : scalar(
        name,
        native,
        "int",
        check,
        (m, o) => m.getBigUint64(o, true),
        (m, o, v) => m.setBigUint64(o, v, true),
      );
}

/** A `long` reads as a number; given to a variadic call it may be a bigint, since C takes what no number can hold. */
export interface LongType<B> extends CType<B, number> {
  (value: number | bigint): Tagged;
}

/** `long` and `unsigned long`: a `number` whatever their width is on this system. Beyond 2^53 reading throws a RangeError. */
export function longType<N extends string, E>(name: string, signed: boolean): LongType<Scalar<N, number, E, never>> {
  // The call signature that it has besides the descriptor's is what `check` makes true.
  const made = process.platform === "win32" ? numberType<N, E, never>(name, signed ? "i32" : "u32") : wide();
  return made as LongType<Scalar<N, number, E, never>>;

  function wide(): CType<Scalar<N, number, E, never>, number> {
    // A bigint stays one: a number would round it.
    const check = (value: number, owner: string, member: string): number =>
      (signed ? i64(value, owner, member) : u64(value, owner, member)) as number;
    return signed
      ? scalar(name, "long", "int", check, getLong, setLong)
      : scalar(name, "ulong", "int", check, getULong, setLong);
  }
}

/** A 64-bit `long` in memory, as a number; beyond 2^53 a RangeError instead of a rounded value. */
export function getLong(memory: DataView, offset: number): number {
  const value = memory.getInt32(offset + 4, true) * 2 ** 32 + memory.getUint32(offset, true);
  if (Number.isSafeInteger(value)) return value;
  throw beyondSafe(memory.getBigInt64(offset, true));
}

/** A 64-bit `unsigned long` in memory, as a number; beyond 2^53 a RangeError instead of a rounded value. */
export function getULong(memory: DataView, offset: number): number {
  const value = memory.getUint32(offset + 4, true) * 2 ** 32 + memory.getUint32(offset, true);
  if (Number.isSafeInteger(value)) return value;
  throw beyondSafe(memory.getBigUint64(offset, true));
}

/** Writes a 64-bit integer, signed or not. It has been checked by `i64` or `u64`. */
export function setLong(memory: DataView, offset: number, value: number | bigint): void {
  if (typeof value === "bigint") {
    memory.setBigUint64(offset, value, true);
    return;
  }
  memory.setUint32(offset, value, true);
  memory.setInt32(offset + 4, Math.floor(value / 2 ** 32), true);
}

function beyondSafe(value: bigint): RangeError {
  return new RangeError(`${value} does not fit a number exactly (2^53): read it as a bigint`);
}
