import type { CType, Scalar, TypeOf } from "./ctype.ts";
import { getBfloat16, getFloat16, setBfloat16, setFloat16 } from "./float16.ts";
import { LONG_DOUBLE, QUADRUPLE } from "./long-double.ts";
import { bigintType, boolType, type LongType, longType, numberType } from "./scalar-types.ts";
import { type Complex, complexType, floatType, int128Type, type WideType } from "./wide-types.ts";

/**
 * C's types under their own names, each both a type (the brand in `Pointer<c.int>`) and a value (its descriptor).
 * Widths and signs are those of the system that this runs on. One export per C type.
 */
export { array, vector } from "./array-type.ts";
export { pointer, string } from "./pointer-type.ts";

/** `Float16Array`, on the Nodes that have it. */
type Float16s = ArrayBufferView & { readonly [Symbol.toStringTag]: "Float16Array" };
type Bytes = Uint8Array | Int8Array | Uint8ClampedArray;

/** Signed except on Linux for ARM (its procedure call standard, 5.1.1). */
const charSigned = process.platform !== "linux" || (process.arch !== "arm64" && process.arch !== "arm");
const windows = process.platform === "win32";

/** `char`. Arrays of it read as bytes; `text(bytes)` makes a string of them. */
export type char = Scalar<"char", number, Bytes, Uint8Array>;
export const char: CType<char> = numberType("char", charSigned ? "i8" : "u8");

/** `signed char`, `int8_t`. */
export type schar = Scalar<"signed char", number, Bytes, Int8Array>;
export const schar: CType<schar> = numberType("signed char", "i8");

/** `unsigned char`, `uint8_t`. */
export type uchar = Scalar<"unsigned char", number, Bytes, Uint8Array>;
export const uchar: CType<uchar> = numberType("unsigned char", "u8");

export type short = Scalar<"short", number, Int16Array>;
export const short: CType<short> = numberType("short", "i16");

/** `unsigned short`. */
export type ushort = Scalar<"unsigned short", number, Uint16Array>;
export const ushort: CType<ushort> = numberType("unsigned short", "u16");

export type int = Scalar<"int", number, Int32Array>;
export const int: CType<int> = numberType("int", "i32");

/** `unsigned int`. */
export type uint = Scalar<"unsigned int", number, Uint32Array>;
export const uint: CType<uint> = numberType("unsigned int", "u32");

/** `long`: 64 bits, on Windows 32; a `number`. */
export type long = Scalar<"long", number, BigInt64Array | Int32Array, never>;
export const long: LongType<long> = longType("long", true);

/** `unsigned long`, `size_t` where it is that. */
export type ulong = Scalar<"unsigned long", number, BigUint64Array | Uint32Array, never>;
export const ulong: LongType<ulong> = longType("unsigned long", false);

/** `long long`: a `bigint`. */
export type longlong = Scalar<"long long", bigint, BigInt64Array>;
export const longlong: CType<longlong> = bigintType("long long", "i64");

/** `unsigned long long`: a `bigint`. */
export type ulonglong = Scalar<"unsigned long long", bigint, BigUint64Array>;
export const ulonglong: CType<ulonglong> = bigintType("unsigned long long", "u64");

export type float = Scalar<"float", number, Float32Array>;
export const float: CType<float> = numberType("float", "f32");

export type double = Scalar<"double", number, Float64Array>;
export const double: CType<double> = numberType("double", "f64");

/** `__int128`: a `bigint`. */
export type int128 = Scalar<"__int128", bigint, never>;
export const int128: WideType<int128, bigint, number> = int128Type("__int128", true);

/** `unsigned __int128`. */
export type uint128 = Scalar<"unsigned __int128", bigint, never>;
export const uint128: WideType<uint128, bigint, number> = int128Type("unsigned __int128", false);

/** `long double`: reading rounds to the nearest `number`, writing is exact. */
export type longdouble = Scalar<"long double", number, never>;
export const longdouble: CType<longdouble> = floatType("long double", LONG_DOUBLE);

/** `__float128`, `_Float128`: reading rounds to the nearest `number`, writing is exact. */
export type float128 = Scalar<"__float128", number, never>;
export const float128: CType<float128> = floatType("__float128", QUADRUPLE);

/** `_Float16`: reading is exact, writing rounds to the nearest. */
export type float16 = Scalar<"_Float16", number, Float16s, never>;
export const float16: CType<float16> = floatType("_Float16", { size: 2, get: getFloat16, set: setFloat16 });

/** `__bf16`: reading is exact, writing rounds to the nearest. */
export type bfloat16 = Scalar<"__bf16", number, never>;
export const bfloat16: CType<bfloat16> = floatType("__bf16", { size: 2, get: getBfloat16, set: setBfloat16 });

/** `float _Complex`: `{ re, im }`. */
export type floatcomplex = Scalar<"float _Complex", Complex, Float32Array, never>;
export const floatcomplex: CType<floatcomplex> = complexType("float _Complex", float);

/** `double _Complex`: `{ re, im }`. */
export type doublecomplex = Scalar<"double _Complex", Complex, Float64Array, never>;
export const doublecomplex: CType<doublecomplex> = complexType("double _Complex", double);

/** `long double _Complex`: `{ re, im }`, each as in {@link longdouble}. */
export type longdoublecomplex = Scalar<"long double _Complex", Complex, never>;
export const longdoublecomplex: CType<longdoublecomplex> = complexType("long double _Complex", longdouble);

/** `_Bool`. */
export type bool = Scalar<"bool", boolean, Uint8Array, never>;
export const bool: CType<bool> = boolType("bool");

/** `wchar_t`: 32 bits (signed, on ARM Linux not), on Windows 16. */
export type wchar = Scalar<"wchar_t", number, Int32Array | Uint32Array | Uint16Array, never>;
export const wchar: CType<wchar> = numberType("wchar_t", windows ? "u16" : charSigned ? "i32" : "u32");

export type char16 = Scalar<"char16_t", number, Uint16Array>;
export const char16: CType<char16> = numberType("char16_t", "u16");

export type char32 = Scalar<"char32_t", number, Uint32Array>;
export const char32: CType<char32> = numberType("char32_t", "u32");

type void_ = unknown;
// Only ever the target of a pointer, so it has no values; the brand exists in types only.
const void_: TypeOf<void_> = Object.freeze({ name: "void", size: 0, align: 1 }) as TypeOf<void_>;

export { void_ as void };
