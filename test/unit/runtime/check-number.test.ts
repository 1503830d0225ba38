import { bool, f64, i8, i16, i32, i64, u8, u16, u32, u64 } from "c2ts-runtime";
import { describe, expect, test } from "vitest";

const INTEGERS = [
  { check: i8, low: -128, high: 127 },
  { check: u8, low: 0, high: 255 },
  { check: i16, low: -32768, high: 32767 },
  { check: u16, low: 0, high: 65535 },
  { check: i32, low: -2147483648, high: 2147483647 },
  { check: u32, low: 0, high: 4294967295 },
];

/** What koffi would take and turn into something else (KOFFI.md section 1): strings throw there, the rest is silently truncated. */
const NOT_NUMBERS: readonly unknown[] = [undefined, null, "1", true, 1n, {}, [], Symbol("s")];

describe.each(INTEGERS)("$check.name", ({ check, low, high }) => {
  test("takes its whole range", () => {
    for (const value of [low, 0, 1, high]) expect(check(value, "f", "n")).toBe(value);
  });

  test.each([low - 1, high + 1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 40])("refuses %d", (value) => {
    expect(() => check(value, "f", "n")).toThrow(RangeError);
    expect(() => check(value, "f", "n")).toThrow(`f: n must be an integer from ${low} to ${high}, got ${value}`);
  });

  test.each(NOT_NUMBERS)("refuses what is no number: %o", (value) => {
    expect(() => check(value as number, "f", "n")).toThrow(TypeError);
    expect(() => check(value as number, "f", "n")).toThrow("f: n must be a number");
  });
});

describe("64 bits", () => {
  test("take safe integers and bigints as they are", () => {
    for (const value of [0, -1, 2 ** 53 - 1, -(2n ** 63n), 2n ** 63n - 1n]) expect(i64(value, "f", "n")).toBe(value);
    for (const value of [0, 2 ** 53 - 1, 2n ** 64n - 1n]) expect(u64(value, "f", "n")).toBe(value);
  });

  test.each([2n ** 63n, -(2n ** 63n) - 1n, 2 ** 53, 0.5, Number.NaN])("i64 refuses %s", (value) => {
    expect(() => i64(value, "f", "n")).toThrow(RangeError);
  });

  test.each([2n ** 64n, -1n, -1, 2 ** 63, 0.5])("u64 refuses %s", (value) => {
    expect(() => u64(value, "f", "n")).toThrow(RangeError);
  });

  test("refuse what is no number", () => {
    for (const value of NOT_NUMBERS.filter((value) => typeof value !== "bigint")) {
      expect(() => i64(value as number, "f", "n")).toThrow(/^f: n must be a bigint or number/);
      expect(() => u64(value as number, "f", "n")).toThrow(/^f: n must be a bigint or number/);
    }
  });
});

test("f64 takes every number and nothing else", () => {
  expect(f64(Number.NaN, "f", "x")).toBeNaN();
  expect(f64(Number.NEGATIVE_INFINITY, "f", "x")).toBe(Number.NEGATIVE_INFINITY);
  // koffi would take 2n ** 70n for 0.
  expect(() => f64(1n as unknown as number, "f", "x")).toThrow("f: x must be a number, got 1n");
});

test("bool takes no numbers", () => {
  expect(bool(true, "f", "b")).toBe(true);
  expect(() => bool(1 as unknown as boolean, "f", "b")).toThrow("f: b must be true or false, got 1");
});
