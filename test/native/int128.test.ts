import { addressOf, asFunction, bytesOf, c, Ref } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as w from "../../fixtures/int128/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("int128");

const EDGES = [0n, 1n, -1n, 2n ** 63n, -(2n ** 64n), 2n ** 64n + 5n, 2n ** 127n - 1n, -(2n ** 127n)];

describe("arguments and results", () => {
  test("in two registers", () => {
    for (const a of EDGES) expect(w.wide_add(a, 0)).toBe(a);
    expect(w.wide_add(2n ** 100n, -7)).toBe(2n ** 100n - 7n);
    expect(w.wide_make(2n ** 64n - 1n, 1)).toBe((2n ** 64n - 1n) * 2n ** 64n + 1n);
    expect(w.wide_high(2n ** 128n - 1n)).toBe(2n ** 64n - 1n);
  });

  test("on the stack, where one register is left or the words before it are odd", () => {
    expect(w.fifth(1, 2, 3, 4, 5, 2n ** 90n, 6)).toBe(2n ** 90n * 1000000n + 654321n);
    expect(w.misaligned(1, 2, 3, 4, 5, 6, 7, 2n ** 80n, 8, -3n)).toBe(2n ** 80n * -3n + 87654321n);
  });

  test("in records", () => {
    const s = w.struct_small.alloc();
    s.only = 2n ** 126n;
    expect(w.small_negate(s).only).toBe(-(2n ** 126n));
    const e = w.union_either128.alloc();
    e.half = [1n, 2n];
    expect(w.either_swap(e).whole).toBe(2n ** 64n + 2n);
  });

  test("of callbacks", () => {
    expect(w.wide_apply((a, by) => a * BigInt(by), -(2n ** 99n))).toBe(-(2n ** 99n) * 3n + 1n);
    expect(w.wide_apply((_a, by) => by, 0)).toBe(4n);
    expect(
      w.wide_deep((...all) => all.slice(0, 7).reduce((sum: bigint, n) => sum + BigInt(n), 0n) + all[7], 2n ** 70n),
    ).toBe(2n ** 70n + 28n);
    expect(() => w.wide_apply(() => 2n ** 127n, 0)).toThrow("wide_apply: the result of 'f' must be from -2^127");
  });

  test("of function pointers", () => {
    const subtract = asFunction(w.wide_op, w.wide_choose("-".charCodeAt(0)));
    expect(subtract(2n ** 100n, 2n ** 99n)).toBe(2n ** 99n);
    expectTypeOf(subtract).returns.toEqualTypeOf<number | bigint>();
  });

  test("through pointers", () => {
    const out = new Ref(c.int128);
    w.wide_out(out);
    expect(out.value).toBe(2n ** 90n);
    const two = new Ref(c.array(c.int128, 2));
    two.value = [2n ** 100n, -1n];
    expect(w.wide_sum(two.value, 2)).toBe(2n ** 100n - 1n);
    expect(c.int128.at(addressOf(out), 0)).toBe(2n ** 90n);
    expect(w.wide_global.value).toBe(-5n);
    w.wide_global.value = 2n ** 120n;
    expect(w.wide_global.value).toBe(2n ** 120n);
  });
});

describe("members", () => {
  test("that C filled", () => {
    const h = w.struct_holder.alloc();
    w.wide_fill(h);
    expect([h.tag, h.value, h.uvalue, h.list.toArray()]).toEqual([
      "t".charCodeAt(0),
      -(2n ** 100n),
      2n ** 128n - 1n,
      [1n, -2n],
    ]);
  });

  test("that C checks", () => {
    const h = w.struct_holder.alloc();
    h.tag = "u".charCodeAt(0);
    h.value = 2n ** 126n + 3n;
    h.uvalue = 5n * 2n ** 64n;
    h.list = [-7n, 2n ** 64n];
    expect(w.wide_check(h)).toBe(1);
    h.value = 3;
    expect(h.value).toBe(3n);
  });
});

test("values that do not fit are refused, and leave everything as it was", () => {
  const h = w.struct_holder.alloc();
  expect(() => (h.value = 2n ** 127n)).toThrow("struct_holder: value must be from -2^127 to 2^127-1");
  expect(() => (h.uvalue = -1)).toThrow("struct_holder: uvalue must be from 0 to 2^128-1");
  expect(() => (h.value = 0.5)).toThrow("struct_holder: value must be a safe integer");
  expect(() => (h.value = 2 ** 53)).toThrow(RangeError);
  expect(bytesOf(h)).toEqual(new Uint8Array(w.struct_holder.size));
  expect(() => w.wide_add(-(2n ** 127n) - 1n, 0)).toThrow("wide_add: a must be from");
  for (const value of ["1", null, undefined, {}, true]) {
    expect(() => callUntyped(w.wide_add, 0n, value)).toThrow("wide_add: b must be a bigint or number (int128)");
  }
  expect(() => callUntyped(w.wide_sum, BigInt64Array.of(1n, 2n), 1)).toThrow(
    "wide_sum: values must be a pointer, a Ref or null (__int128 *)",
  );
  expect(() => c.int128(1n)).toThrow("__int128: C cannot pass this by value in a variadic call");
});
