import { addressOf, type c, type Pointer } from "c2ts-runtime";
import { expect, expectTypeOf, test } from "vitest";
import * as k from "../../fixtures/c11/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("c11");

test("_Atomic members are what they hold", () => {
  const counters = k.struct_counters.alloc();
  const point = k.struct_point.alloc();
  point.x = 10;
  counters.now = 4;
  counters.where = addressOf(point);
  expect(k.counters_bump(counters)).toBe(16);
  expect([counters.now, counters.flag, counters.total]).toEqual([5, 1, 2]);
});

test("_Alignas moves members and aligns the record", () => {
  const lined = k.struct_lined_up.alloc();
  expect(k.line_up(lined)).toBe(k.struct_lined_up.size);
  expect([lined.c, lined.value, lined.tail]).toEqual([1, 2, 3]);
  expect(k.alignment_of_lined_up()).toBe(k.struct_lined_up.align);
});

test("_Thread_local variables are this thread's", () => {
  expect(k.per_thread.value).toBe(3);
  k.pointer_per_thread.value = k.per_thread.address;
  expect(k.next(k.pointer_per_thread.value)).toBe(4);
  expect(k.per_thread.value).toBe(4);
});

test("typeof is the type that it names", () => {
  expect(k.move((x) => x * 2, 21)).toBe(42);
  expectTypeOf<k.mover>().toEqualTypeOf<(arg0: number) => number>();
  expectTypeOf(k.next).parameters.toEqualTypeOf<Parameters<(counter: Parameters<typeof k.next>[0]) => number>>();
});

test("_Noreturn gives never", () => {
  expectTypeOf(k.leave).returns.toBeNever();
  expect(() => k.leave(0.5)).toThrow("leave: code must be");
});

test("inline functions work where the library has them, and say so where not", () => {
  expect([k.cubed(3), k.doubled(4)]).toEqual([27, 8]);
  expect(k).not.toHaveProperty("squared");
});

test("arrays as parameters: restrict, static and variable length", () => {
  const to = new Int32Array(3);
  expect(k.restrict_copy(to, Int32Array.of(1, 2, 3), 3)).toBe(3);
  expect([...to]).toEqual([1, 2, 3]);
  expect(k.sum_columns(2, 2, Float64Array.of(1, 2, 3, 4.5))).toBe(10.5);
  expect(k.first_of(1, Int32Array.of(4, 5))).toBe(5);
  // @ts-expect-error [static 2] is not NULL
  expect(() => k.first_of(1, null)).toThrow("first_of: values must be");
  expectTypeOf<Pointer<c.int>>().toExtend<Parameters<typeof k.first_of>[1]>();
});
