import { library } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import * as f from "../../fixtures/functions/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("functions");

describe("calls", () => {
  test("int, and state that stays in C", () => {
    f.reset_total();
    expect(f.add(2, 3)).toBe(5);
    expect(f.add(-2147483648, 2147483647)).toBe(-1);
    expect(f.total()).toBe(4n);
    for (let i = 0; i < 3; i++) f.add(2147483647, 0);
    expect(f.total()).toBe(4n + 3n * 2147483647n);
    expect(f.reset_total()).toBeUndefined();
    expect(f.total()).toBe(0n);
  });

  test("double and float", () => {
    expect(f.mean(Float64Array.of(1, 2, 6), 3)).toBe(3);
    expect(f.mean(null, 0)).toBe(0);
    expect(f.mean(new Float64Array(0), 0n)).toBe(0);
    expect(f.half(0.1)).toBe(Math.fround(Math.fround(0.1) / 2));
    expect(f.half(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(f.half(Number.NaN)).toBeNaN();
    expect(Object.is(f.half(-0), -0)).toBe(true);
  });

  test("bool", () => {
    expect(f.is_even(4)).toBe(true);
    expect(f.is_even(4294967295)).toBe(false);
  });

  test("8 to 32 bits wrap in C, not here", () => {
    expect(f.next_schar(-128)).toBe(-127);
    expect(f.next_schar(127)).toBe(-128);
    expect(f.next_uchar(254)).toBe(255);
    expect(f.next_uchar(255)).toBe(0);
    expect(f.next_short(32767)).toBe(-32768);
    expect(f.next_ushort(65535)).toBe(0);
    expect(f.next_ushort(65534)).toBe(65535);
    expect(f.next_u32(4294967294)).toBe(4294967295);
    expect(f.next_u32(4294967295)).toBe(0);
  });

  test("64 bits: bigint out, bigint or safe integer in", () => {
    expect(f.negate64(9223372036854775807n)).toBe(-9223372036854775807n);
    expect(f.negate64(-9223372036854775808n)).toBe(-9223372036854775808n);
    expect(f.negate64(5)).toBe(-5n);
    expect(f.negate64(Number.MIN_SAFE_INTEGER)).toBe(9007199254740991n);
    expect(f.negate64(0)).toBe(0n);
    expect(f.next_u64(18446744073709551614n)).toBe(18446744073709551615n);
    expect(f.next_u64(18446744073709551615n)).toBe(0n);
    expect(f.next_u64(9223372036854775807n)).toBe(9223372036854775808n);
    expect(f.next_u64(7)).toBe(8n);
  });

  test("long and size_t: numbers, exact or not at all", () => {
    expect(f.long_id(-5000000000)).toBe(-5000000000);
    expect(f.long_id(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
    expect(f.long_id(12n)).toBe(12);
    expect(f.ulong_id(5000000000n)).toBe(5000000000);
    expect(f.size_id(0)).toBe(0);
    expect(f.size_id(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => f.long_id(2n ** 53n + 1n)).toThrow(RangeError);
    expect(() => f.long_id(-(2n ** 63n))).toThrow(RangeError);
    expect(() => f.ulong_id(2n ** 64n - 1n)).toThrow(/18446744073709551615/);
    expect(() => f.size_id(2n ** 63n)).toThrow(RangeError);
  });

  test("parameters without names, and more than registers hold", () => {
    expect(f.no_names(6, 7)).toBe(42);
    expect(f.ten(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).toBe(385);
    expect(f.ten(-1, 0, 0, 0, 0, 0, 0, 0, 0, 1)).toBe(9);
  });

  test("has() says what the library exports", () => {
    expect(f.has("add")).toBe(true);
    expect(f.has("subtract")).toBe(false);
  });
});

describe("wrong arguments throw before C sees them, naming function and parameter", () => {
  const integers: readonly { name: string; call: (value: number) => unknown; low: number; high: number }[] = [
    { name: "next_schar: c", call: f.next_schar, low: -129, high: 128 },
    { name: "next_uchar: c", call: f.next_uchar, low: -1, high: 256 },
    { name: "next_short: s", call: f.next_short, low: -32769, high: 32768 },
    { name: "next_ushort: s", call: f.next_ushort, low: -1, high: 65536 },
    { name: "next_u32: n", call: f.next_u32, low: -1, high: 4294967296 },
    { name: "is_even: n", call: f.is_even, low: -1, high: 4294967296 },
    { name: "add: a", call: (value) => f.add(value, 0), low: -2147483649, high: 2147483648 },
    { name: "add: b", call: (value) => f.add(0, value), low: -2147483649, high: 2147483648 },
    { name: "long_id: n", call: f.long_id, low: -(2 ** 53), high: 2 ** 53 },
    { name: "size_id: n", call: f.size_id, low: -1, high: 2 ** 53 },
    { name: "negate64: n", call: f.negate64, low: -(2 ** 63), high: 2 ** 63 },
    { name: "next_u64: n", call: f.next_u64, low: -1, high: 2 ** 64 },
  ];

  test.for(integers)("$name", ({ name, call, low, high }) => {
    const range = { name: "RangeError", message: expect.stringContaining(`${name} must be`) };
    for (const value of [low, high, 0.5, Number.NaN, Number.POSITIVE_INFINITY, -1e300]) {
      expect(() => call(value)).toThrow(expect.objectContaining(range));
    }
    const type = { name: "TypeError", message: expect.stringContaining(`${name} must be`) };
    for (const value of ["1", true, null, undefined, [1], {}, Symbol("1"), { valueOf: () => 1 }]) {
      expect(() => callUntyped(call, value)).toThrow(expect.objectContaining(type));
    }
    expect(call(1)).toBeDefined();
  });

  test("bigints out of range, and where a number is wanted", () => {
    expect(() => f.negate64(2n ** 63n)).toThrow(RangeError);
    expect(() => f.negate64(-(2n ** 63n) - 1n)).toThrow(RangeError);
    expect(() => f.next_u64(2n ** 64n)).toThrow(RangeError);
    expect(() => f.next_u64(-1n)).toThrow(RangeError);
    expect(() => f.size_id(-1n)).toThrow("size_id: n must be");
    // @ts-expect-error an int is a number
    expect(() => f.add(1n, 2)).toThrow(TypeError);
  });

  test("float and double take any number and nothing else", () => {
    // @ts-expect-error a bigint is no double
    expect(() => f.half(1n)).toThrow("half: x must be a number");
    // @ts-expect-error nor is text
    expect(() => f.half("1")).toThrow(TypeError);
    // @ts-expect-error nor is nothing
    expect(() => f.half()).toThrow("half: x must be a number, got undefined");
  });

  test("C saw none of it", () => {
    f.reset_total();
    expect(() => f.add(1, Number.NaN)).toThrow(RangeError);
    expect(f.total()).toBe(0n);
  });
});

describe("libraries and symbols", () => {
  test("a missing symbol throws when it is called", () => {
    const lib = library("fixture-functions");
    const bind = (): unknown => lib.func("no_such_function", "i32", []);
    expect(bind).toThrow("no_such_function");
    expect(bind).toThrow(expect.objectContaining({ name: "ForeignError" }));
    expect(f.add(1, 1)).toBe(2);
  });

  test("a missing library names every place that was tried", () => {
    const lib = library("no_such_library", ["libno_such_library.so.7"]);
    expect(() => lib.func("f", "void", [])).toThrow(
      /cannot load library 'no_such_library'[\s\S]*libno_such_library\.so\.7: [\s\S]*C2TS_LIB_NO_SUCH_LIBRARY|C2TS_LIB_NO_SUCH_LIBRARY[\s\S]*libno_such_library\.so\.7: /,
    );
    expect(() => lib.has("f")).toThrow("no_such_library");
  });
});
