import { describe, expect, expectTypeOf, test } from "vitest";
import * as v from "../../fixtures/macro-values/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("macro-values");

// test/native/layout.test.ts compares every value with the C compiler's. Here is what TypeScript makes of them.
test("of variables and functions: computed whenever they are read", () => {
  expect([v.VALUE.value, v.CALL.value]).toEqual([2, 3]);
  v.variable.value = 41;
  expect(v.VALUE.value).toBe(42);
  expect(v.ADDRESS.value).toBe(v.variable.address);
  expect(BigInt(v.ADDRESS_NUMBER.value)).toBe(v.variable.address);
  v.variable.value = 2 ** 31 - 1;
  expect(() => v.VALUE.value).toThrow(/^VALUE: 2147483648 is no int, which C leaves undefined$/);
  v.variable.value = 1;
  expectTypeOf(v.VALUE).toEqualTypeOf<{ readonly value: number }>();
});

describe("numbers", () => {
  test("of 64 and 128 bits are exact", () => {
    expect(v.SAFE_MOST).toBe(Number.MAX_SAFE_INTEGER);
    expect(v.BEYOND_SAFE).toBe(2n ** 53n);
    expect(v.ULONG_MOST).toBe(2n ** 64n - 1n);
    expect(v.U128_MOST).toBe(2n ** 128n - 1n);
    expect(v.U128_MIDDLE).toBe(0x0123456789abcdef_fedcba9876543210n);
    expect(v.I128_SMALL).toBe(-5);
    expectTypeOf<typeof v.U128_MOST>().toEqualTypeOf<340282366920938463463374607431768211455n>();
  });

  test("of long double are there where a double is the same", () => {
    expect([v.LONG_HALF, v.QUAD_HALF, v.LONG_INFINITY, v.LONG_NO_NUMBER]).toEqual([0.5, 0.25, -Infinity, Number.NaN]);
    const exported = Object.keys(v);
    for (const name of ["INEXACT", "INEXACT_QUAD", "LONG_MOST_FINITE", "LONG_BIG"])
      expect(exported).not.toContain(name);
  });

  test("have signs of zero, and literal types", () => {
    expect(Object.is(v.NEGATIVE_ZERO, -0)).toBe(true);
    expectTypeOf<typeof v.MULTI>().toEqualTypeOf<1633837924>();
    expectTypeOf<typeof v.IS_TRUE>().toEqualTypeOf<true>();
    expectTypeOf<typeof v.NOT_TRUE>().toEqualTypeOf<0>();
  });
});

describe("names", () => {
  test("mean what the preprocessor makes of them last", () => {
    expect([v.REDEFINED, v.CHANGED, v.AHEAD, v.AFTER_UNBALANCED]).toEqual([2, 42, 43, 99]);
    expect(Object.keys(v)).not.toContain("UNDEFINED_AGAIN");
  });

  test("mean the macro rather than the enumerator or function", () => {
    expect(v.SAME).toBe(5);
    expect(v.DIFFERENT).toBe(7);
    expectTypeOf<typeof v.DIFFERENT>().toEqualTypeOf<7>();
    expect(v.function_or_number).toBe(8);
    expect(v.variable.value).toBe(1);
  });
});
