import { addressOf } from "c2ts-runtime";
import { expect, expectTypeOf, test } from "vitest";
import * as g from "../../fixtures/generated/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("generated");

test("functions that a macro declares", () => {
  expect(g.generated_add(2, 3)).toBe(5);
  expect(g.generated_name()).toBe("generated");
});

test("records, typedefs and functions whose names a macro pastes together", () => {
  const items = Int32Array.of(1, 2, 3);
  const list = g.int_list.alloc();
  list.items = addressOf(items);
  list.count = 3;
  expect(g.list_int_sum(list)).toBe(6);
  const shorts = Int16Array.of(-1, 4);
  const short = g.short_list.alloc();
  short.items = addressOf(shorts);
  short.count = 2;
  expect(g.list_short_sum(short)).toBe(3);
  // @ts-expect-error a list of shorts is none of ints
  expect(() => g.list_int_sum(short)).toThrow(TypeError);
});

test("a handle that is a pointer to a record of one unused member", () => {
  const window = g.generated_open(9);
  expect(g.generated_value(window)).toBe(9);
  expectTypeOf(window).not.toEqualTypeOf<bigint>();
});

test("enumerators and functions from one list", () => {
  expect(g.enum_color).toEqual({ COLOR_RED: 1, COLOR_GREEN: 2, COLOR_BLUE: 4 });
  expect([g.color_RED(), g.color_GREEN(), g.color_BLUE()]).toEqual([1, 2, 4]);
});

test("a record between macros", () => {
  const between = g.struct_between.alloc();
  between.first = 1;
  between.second = 0.5;
  between.low = 7;
  between.high = 31;
  expect(g.generated_total(between)).toBe(39.5);
  expect(() => {
    between.low = 8;
  }).toThrow(RangeError);
});

test("a callback type whose parameters are a macro's", () => {
  expect(g.generated_apply((a, b) => a * b, 6, 7)).toBe(42);
  expectTypeOf<g.combine>().toEqualTypeOf<(a: number, b: number) => number>();
});
