import { type CArray, c, type Enum, Ref } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as e from "../../fixtures/enum-types/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("enum-types");

describe("the integer behind an enum", () => {
  test("has the compiler's size, as the calls below need", () => {
    expect(Array.from({ length: 9 }, (_, i) => e.sizes(i))).toEqual([1, 8, 1, 2, 4, 8, 8, 8, 4]);
  });

  test("of a type that the header names, and packed", () => {
    expect([e.fixed8_next(6), e.fixed8_next(e.FIXED8_MAX)]).toEqual([7, 0]);
    expect(e.fixed64_negate(5n)).toBe(-5n);
    expect(e.fixed64_negate(e.FIXED64_MIN)).toBe(e.FIXED64_MIN);
    expect(e.packed_signed_negate(e.PACKED_HIGH)).toBe(-127);
    expect([e.packed16_next(e.PACKED16_A), e.packed16_next(65535)]).toEqual([301, 0]);
    expect(() => e.fixed8_next(256)).toThrow("fixed8_next: x must be");
    expect(() => e.packed_signed_negate(128)).toThrow(RangeError);
  });

  test("beyond 31 bits", () => {
    expect([e.unsigned32_next(e.U32_TOP), e.unsigned32_next(0xfffffffe)]).toEqual([0x80000001, e.U32_ALL]);
    expect([e.signed64_id(e.S64_HIGH), e.signed64_id(e.S64_LOW)]).toEqual([0x80000000, -1]);
    expect([e.unsigned64_id(e.U64_ALL), e.unsigned64_id(1)]).toEqual([2n ** 64n - 1n, e.U64_ONE]);
    expect(e.safe64_twice(e.SAFE_BIG)).toBe(2 ** 33);
    expect(() => e.unsigned32_next(-1)).toThrow(RangeError);
  });

  test("used before it is defined", () => {
    const later = new Ref(c.int, e.LATER_A);
    expect([e.later_value(later), e.later_kind(e.LATER_B)]).toEqual([-3, 6]);
    const forward = e.struct_forward.alloc();
    forward.pointer = later;
    expect(c.int.at(forward.pointer)).toBe(-3);
  });
});

test("flags combine", () => {
  expect(e.mode_count(e.MODE_READ | e.MODE_EXECUTE)).toBe(2);
  expect(e.mode_count(e.MODE_ALL & ~e.MODE_READ)).toBe(2);
  let mode: e.enum_mode | number = e.MODE_READ;
  mode |= e.MODE_WRITE;
  expect(e.mode_count(mode)).toBe(2);
  e.current_mode.value = e.MODE_READ | e.MODE_WRITE;
  expect(e.current_mode.value).toBe(3);
  expect(e.modes_sum(Uint32Array.of(e.MODE_READ, e.MODE_ALL), 2)).toBe(8);
  expectTypeOf<typeof e.MODE_WRITE>().toEqualTypeOf<2>();
});

test("without a tag, repeated, loose", () => {
  const cell = new Ref(c.uint, e.ANON_X);
  expect([e.anonymous_other(cell, e.ANON_Y), cell.value]).toEqual([10, 11]);
  expect([e.LOOSE_CONSTANT, e.LOOSE_NEGATIVE, e.REPEATED_B, e.REPEATED_NEXT]).toEqual([42, -42, 1, 2]);
  expect(e.anonymous_alias).toBe(e.anonymous_t);
});

test("callbacks and records by value", () => {
  const seen: unknown[] = [];
  const result = e.each_mode((mode, tiny, all) => {
    seen.push(mode, tiny, all);
    return mode | e.MODE_WRITE;
  }, e.MODE_READ);
  expect([result, seen]).toEqual([3, [1, 255, 2n ** 64n - 1n]]);
  const s = e.small_members_next(Object.assign(e.struct_small_members.alloc(), { a: 1, b: 299 }));
  expect([s.a, s.b]).toEqual([2, 300]);
});

describe("members", () => {
  test("that C filled", () => {
    const m = e.struct_members.alloc();
    e.members_fill(m);
    expect([m.tiny, m.small, m.large, m.mode, m.choice]).toEqual([255, 300, -(2n ** 63n), 7, e.INLINE_B]);
    expect([m.bits, m.flags, m.all, [...m.list], m.alias]).toEqual([-128, 4, 2n ** 64n - 1n, [0, 2], e.ANON_Y]);
    expect([...m.larges]).toEqual([-(2n ** 63n), 0n]);
  });

  test("that C checks", () => {
    const m = e.struct_members.alloc();
    m.tiny = 7;
    m.small = 65535;
    m.large = 1;
    m.mode = e.MODE_READ | e.MODE_EXECUTE;
    m.bits = e.PACKED_HIGH;
    m.flags = e.MODE_ALL;
    m.all = e.U64_ONE;
    m.list = [e.MODE_READ, 0];
    m.larges[1] = 1n;
    m.alias = e.ANON_X;
    expect(e.members_check(m)).toBe(1);
    expect(() => callUntyped(() => (m.flags = 8))).toThrow("struct_members: flags must be");
  });
});

test("elements of arrays have the enum's type", () => {
  const a = e.struct_mode_arrays.alloc(2);
  const crooked = e.struct_crooked_modes.alloc();
  a.safe = [e.SAFE_BIG, 5];
  a.grid = [
    [0, e.MODE_READ],
    [e.MODE_WRITE, 0],
  ];
  a.rest = [e.MODE_EXECUTE, e.MODE_READ];
  crooked.list.set(0, e.MODE_READ);
  crooked.list.set(1, e.MODE_EXECUTE);
  expect(e.mode_arrays_sum(a, 2, crooked)).toBe(1 + 5 + 1 + 2 * 2 + 1 + 2 * 4 + 4 + 1);
  const m = e.struct_members.alloc();
  m.list = [e.MODE_ALL, 0];
  const [first] = m.list;
  const second = m.list[1];
  m.list[1] = 7;
  expect([first, second, m.list[1], m.list instanceof Uint32Array]).toEqual([7, 0, 7, true]);
  expectTypeOf(first).toEqualTypeOf<Enum<e.enum_mode> | undefined>();
  expectTypeOf(second).toEqualTypeOf<Enum<e.enum_mode> | undefined>();
  expectTypeOf(m.list.at(0)).toEqualTypeOf<Enum<e.enum_mode> | undefined>();
  expectTypeOf([...m.list]).toEqualTypeOf<Enum<e.enum_mode>[]>();
  expectTypeOf(m.list).toExtend<Uint32Array>();
  expectTypeOf(a.safe).toEqualTypeOf<CArray<c.ulong, Enum<e.enum_safe64>>>();
  expectTypeOf(a.grid.at(0).at(0)).toEqualTypeOf<Enum<e.enum_mode> | undefined>();
  expectTypeOf(a.rest.at(0)).toEqualTypeOf<Enum<e.enum_mode>>();
  expectTypeOf(a.rest.take(1).at(0)).toEqualTypeOf<Enum<e.enum_mode> | undefined>();
  expectTypeOf(crooked.list.at(0)).toEqualTypeOf<Enum<e.enum_mode>>();
});
