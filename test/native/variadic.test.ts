import { c, Ref, text } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import * as v from "../../fixtures/variadic/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("variadic");

/** What C's printf makes of it. */
function format(
  pattern: string,
  ...args: Parameters<typeof v.format_text> extends [unknown, unknown, unknown, ...infer R] ? R : never
): string {
  const out = Buffer.alloc(256);
  const length = v.format_text(out, out.length, pattern, ...args);
  expect(length).toBe(Buffer.byteLength(text(out)));
  return text(out);
}

describe("variadic calls", () => {
  test("without and with integers", () => {
    expect(v.sum_ints(0)).toBe(0);
    expect(v.sum_ints(3, 1, -2, 30)).toBe(29);
    expect(v.sum_ints(2, c.int(2147483647), c.short(-1))).toBe(2147483646);
    expect(v.sum_ints(12, ...Array.from({ length: 12 }, (_, i) => i))).toBe(66);
  });

  test("doubles are tagged; floats are promoted", () => {
    expect(v.sum_doubles(2, c.double(0.5), c.float(0.25))).toBe(0.75);
    expect(v.sum_doubles(1, c.double(3))).toBe(3);
    expect(v.sum_doubles(10, ...Array.from({ length: 10 }, (_, i) => c.double(i + 0.5)))).toBe(50);
  });

  test("text, pointers and 64 bits", () => {
    expect(format("%s=%d %s", "a", 5, "ü")).toBe("a=5 ü");
    expect(format("%d %u", -1, 4294967295)).toBe("-1 4294967295");
    expect(format("%lld %llu", -9223372036854775808n, 18446744073709551615n)).toBe(
      "-9223372036854775808 18446744073709551615",
    );
    expect(format("%ld %zu", Number.MIN_SAFE_INTEGER, 2 ** 40)).toBe("-9007199254740991 1099511627776");
    expect(format("%.2f|%c|%5s", c.double(1.005), c.char(65), Buffer.from("x\0"))).toBe("1.00|A|    x");
    expect(format("%p", null)).toBe("(nil)");
    expect(format("%d %d", c.bool(true), c.uchar(255))).toBe("1 255");
    expect(format("100%%")).toBe("100%");
  });

  test("memory to write to", () => {
    const written = new Ref(c.int);
    expect(format("abc%n", written)).toBe("abc");
    expect(written.value).toBe(3);
    const array = new Int32Array(1);
    format("%s%n", "four", array);
    expect(array[0]).toBe(4);
  });

  test("more than fits", () => {
    const out = Buffer.alloc(4);
    expect(v.format_text(out, 4, "%s", "longer")).toBe(6);
    expect(text(out)).toBe("lon");
    expect(v.format_text(null, 0, "%d", 12345)).toBe(5);
  });

  test("what C could not read is refused, naming the argument", () => {
    expect(() => v.sum_doubles(1, 0.5)).toThrow("sum_doubles: argument 2 is 0.5");
    expect(() => v.sum_ints(1, 2 ** 53)).toThrow("sum_ints: argument 2 must be a safe integer");
    expect(() => v.sum_ints(1, Number.NaN)).toThrow(TypeError);
    expect(() => v.sum_ints(1, 2n ** 64n)).toThrow(RangeError);
    // @ts-expect-error a truth value is no int
    expect(() => v.sum_ints(1, true)).toThrow("sum_ints: argument 2 must be");
    // @ts-expect-error nothing is not NULL
    expect(() => v.sum_ints(2, 1, undefined)).toThrow("sum_ints: argument 3 must be");
    // @ts-expect-error a plain object is no memory
    expect(() => v.sum_ints(1, {})).toThrow(TypeError);
    expect(() => v.sum_ints(0.5)).toThrow("sum_ints: count must be");
    expect(() => c.int(2 ** 31)).toThrow(RangeError);
    expect(() => c.uchar(-1)).toThrow(RangeError);
    // @ts-expect-error text is no double
    expect(() => c.double("1")).toThrow(TypeError);
  });

  test("what takes a va_list is not bound", () => {
    expect("vformat_text" in v).toBe(false);
    expect(v.has("vformat_text")).toBe(true);
  });
});
