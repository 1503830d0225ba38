import { describe, expect, expectTypeOf, test } from "vitest";
import * as e from "../../fixtures/enums/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("enums");

describe("enumerators", () => {
  test("have C's values, alone and by name", () => {
    expect([e.RED, e.GREEN, e.BLUE]).toEqual([0, 5, 6]);
    expect(e.enum_color).toEqual({ RED: 0, GREEN: 5, BLUE: 6 });
    expect(e.size_class).toEqual({ SMALL: -1, LARGE: 1 });
    expect([e.SMALL, e.LARGE, e.LOW, e.HIGH]).toEqual([-1, 1, 0, 1]);
    expect(e.enum_level).toBe(e.level_t);
    expect([e.BIG_SMALL, e.BIG_LARGE, e.BIG_MAX]).toEqual([1, 2147483648, 4294967295]);
    expect([e.HUGE_NEGATIVE, e.HUGE_VALUE, e.WIDE_MAX]).toEqual([-1n, 9223372036854775807n, 18446744073709551615n]);
    expect([e.TINY_A, e.TINY_B, e.ANONYMOUS_A, e.ANONYMOUS_B]).toEqual([0, 1, 3, 4]);
    expect(e.enum_flags).toEqual({ FLAG_A: e.FLAG_A, FLAG_B: e.FLAG_B, FLAG_C: e.FLAG_C });
  });

  test("are literal types", () => {
    expectTypeOf<typeof e.GREEN>().toEqualTypeOf<5>();
    expectTypeOf<e.enum_color>().toEqualTypeOf<0 | 5 | 6>();
    expectTypeOf<e.enum_level>().toEqualTypeOf<e.level_t>();
  });
});

describe("functions", () => {
  test("take and return enumerators", () => {
    expect(e.next_color(e.RED)).toBe(e.GREEN);
    expect(e.next_color(e.enum_color.GREEN)).toBe(e.BLUE);
    expect(e.negate_class(e.SMALL)).toBe(e.LARGE);
    expect(e.negate_class(e.LARGE)).toBe(e.SMALL);
    expect(e.flip(e.LOW)).toBe(e.HIGH);
  });

  test("unknown values go in and come out, as in C", () => {
    expect(e.next_color(1)).toBe(99);
    expect(e.has_flag(e.FLAG_A | e.FLAG_C, e.FLAG_B)).toBe(0);
    expect(e.has_flag(e.FLAG_A | e.FLAG_C, e.FLAG_C)).toBe(1);
  });

  test("32 bits unsigned and 64 bits", () => {
    expect(e.big_max()).toBe(e.BIG_MAX);
    expect(e.huge_negative()).toBe(e.HUGE_NEGATIVE);
    expect(e.wide_max()).toBe(e.WIDE_MAX);
  });

  test("an enum of one byte", () => {
    expect(e.sizeof_tiny()).toBe(1);
    expect(e.tiny_other(e.TINY_A)).toBe(e.TINY_B);
    expect(e.tiny_other(e.TINY_B)).toBe(e.TINY_A);
    expect(() => e.tiny_other(256)).toThrow("tiny_other: t must be");
  });

  test("are checked like their integer type", () => {
    expect(() => e.next_color(-1)).toThrow("next_color: c must be");
    expect(() => e.next_color(0.5)).toThrow(RangeError);
    expect(e.negate_class(-2)).toBe(e.SMALL);
    // @ts-expect-error names are no values
    expect(() => e.next_color("RED")).toThrow(TypeError);
  });
});
