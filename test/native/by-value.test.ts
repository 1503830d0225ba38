import { addressOf, bytesOf, pointer } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import * as v from "../../fixtures/by-value/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("by-value");

const pair = (x: number, y: number): v.pair => Object.assign(v.pair.alloc(), { x, y });
const longs = (a: number, b: number): v.longs => Object.assign(v.longs.alloc(), { a, b });
const vec2 = (x: number, y: number): v.vec2 => Object.assign(v.vec2.alloc(), { x, y });
const big = (...m: readonly number[]): v.big => Object.assign(v.big.alloc(), { m });
const cursor = (kind: number, extra: number): v.cursor => {
  const made = Object.assign(v.cursor.alloc(), { kind, extra });
  made.data = [pointer(0x1111n), null, pointer(0xffff_8000_0000_0001n)];
  return made;
};

describe("in and out", () => {
  test("INTEGER eightbytes", () => {
    const p = pair(1, -2);
    const swapped = v.pair_swap(p);
    expect([swapped.x, swapped.y, p.x, p.y]).toEqual([-2, 1, 1, -2]);
    const edge = v.pair_swap(pair(-2147483648, 2147483647));
    expect([edge.x, edge.y]).toEqual([2147483647, -2147483648]);
    const sum = v.longs_add(longs(2 ** 40, -1), longs(1, -(2 ** 50)));
    expect([sum.a, sum.b]).toEqual([2 ** 40 + 1, -(2 ** 50) - 1]);
    const wide = v.longs.alloc();
    wide.a = 0x7fff_ffff_ffff_ff00n;
    const still = v.longs_add(wide, longs(0xff, 0));
    expect(Buffer.from(bytesOf(still)).readBigInt64LE(0)).toBe(0x7fff_ffff_ffff_ffffn);
  });

  test("SSE eightbytes", () => {
    const sum = v.vec2_add(vec2(0.1, 1e300), vec2(0.2, -0));
    expect([sum.x, sum.y]).toEqual([0.1 + 0.2, 1e300]);
    expect(v.vec2_dot(vec2(2, 3), vec2(5, 7))).toBe(31);
    expect(v.vec2_add(vec2(Number.NaN, Number.POSITIVE_INFINITY), vec2(1, 1)).x).toBeNaN();
  });

  test("floats", () => {
    const half = v.fvec2_scale(Object.assign(v.fvec2.alloc(), { x: 1, y: -3 }), 0.5);
    expect([half.x, half.y]).toEqual([0.5, -1.5]);
    const three = v.fvec3_scale(Object.assign(v.fvec3.alloc(), { x: 1, y: 2, z: 4 }), 0.25);
    expect([three.x, three.y, three.z]).toEqual([0.25, 0.5, 1]);
    expect(v.one_float_half(Object.assign(v.one_float.alloc(), { f: 3 })).f).toBe(1.5);
  });

  test("mixed eightbytes", () => {
    const m = v.mixed_next(Object.assign(v.mixed.alloc(), { n: 41, d: 1 }));
    expect([m.n, m.d]).toEqual([42, 1.5]);
    const w = v.mixed2_next(Object.assign(v.mixed2.alloc(), { d: -1, n: -1 }));
    expect([w.d, w.n]).toEqual([-0.5, 0]);
  });

  test("records that end inside of an eightbyte touch nothing behind them", () => {
    const colors = Array.from({ length: 64 }, (_, i) => Object.assign(v.rgb.alloc(), { r: i, g: 2 * i, b: 3 * i }));
    const inverted = colors.map(v.rgb_invert);
    expect(inverted.map(({ r, g, b }) => [255 - r, 255 - g, 255 - b])).toEqual(colors.map(({ r, g, b }) => [r, g, b]));
    const n = v.nested.alloc();
    n.first = pair(1, 2);
    n.tail = -300;
    const bumped = v.nested_bump(n);
    expect([bumped.first.x, bumped.first.y, bumped.tail]).toEqual([2, 1, -600]);
  });

  test("unions", () => {
    const e = v.either_make(-5);
    expect(e.i).toBe(-5);
    expect(v.either_int(e)).toBe(-5);
    e.d = 2;
    expect(v.either_int(e)).toBe(0);
  });

  test("MEMORY", () => {
    const b = v.big_scale(big(1, 2, 3, 4), -0.5);
    expect([...b.m]).toEqual([-0.5, -1, -1.5, -2]);
    expect(v.big_mixed(1, big(2, 0, 0, 3), 4, 5n)).toBe(1 + 20 + 300 + 4000 + 50000);
    const c = v.cursor_next(cursor(7, 8), 3);
    expect([c.kind, c.extra]).toEqual([10, 5]);
    expect(c.data.toArray()).toEqual([0x1111n, null, 0x1111n]);
    expect(v.cursor_equal(cursor(1, 2), cursor(1, 3))).toBe(1);
    expect(v.cursor_equal(cursor(1, 2), cursor(2, 2))).toBe(0);
    const crooked = v.crooked_bump(Object.assign(v.struct_crooked.alloc(), { c: 126, d: 1.25 }));
    expect([crooked.c, crooked.d]).toEqual([127, 2.5]);
  });

  test("more than the registers hold", () => {
    expect(v.many(1, longs(2, 3), longs(4, 5), longs(6, 7), 8)).toBe(1 + 4 + 9 + 16 + 25 + 36 + 49 + 64);
    const all = [1, 3, 5, 7, 9].map((i) => vec2(i, i + 1));
    const [a, b, c, d, e] = all;
    if (!a || !b || !c || !d || !e) throw new Error("five");
    expect(v.many_vec(a, b, c, d, e)).toBe(385);
  });

  test("a view of C's memory or of a part is as good", () => {
    const n = v.nested.alloc();
    n.first = pair(3, 4);
    expect(v.pair_swap(n.first).x).toBe(4);
    expect(v.pair_swap(v.pair.at(addressOf(n.first))).y).toBe(3);
  });

  test("results are records of their own", () => {
    const results = Array.from({ length: 1000 }, (_, i) => v.pair_swap(pair(i, -i)));
    expect(results.every((p, i) => p.y === i)).toBe(true);
  });
});

describe("callbacks", () => {
  test("get records and give them back", () => {
    const mapped = v.map_pair(pair(3, 4), (p) => pair(p.x * 10, p.y * 10));
    expect([mapped.x, mapped.y]).toEqual([30, 40]);
    const same = v.map_pair(pair(5, 6), (p) => p);
    expect([same.x, same.y]).toEqual([5, 6]);
  });

  test("get records from memory, as libclang's visitors do", () => {
    const seen: unknown[] = [];
    const kept: v.cursor[] = [];
    const sum = v.visit(
      cursor(9, -1),
      (c, parent, data) => {
        seen.push([c.kind, c.extra, parent.kind, c.data.at(0), parent.data.at(2), data]);
        kept.push(c);
        return c.kind + 100;
      },
      pointer(0x2222n),
    );
    expect(sum).toBe(303);
    expect(seen).toEqual([0, 1, 2].map((kind) => [kind, -1, 9, 0x1111n, 0xffff_8000_0000_0001n, 0x2222n]));
    expect(kept.map(({ kind }) => kind)).toEqual([0, 1, 2]);
  });

  test("get a record and a number", () => {
    expect(v.fold_big(big(1, 2, 3, 4), (b, i) => (b.m[i] ?? 0) * 2)).toBe(20);
  });

  test("that return something else", () => {
    // @ts-expect-error a plain object is no record
    expect(() => v.map_pair(pair(1, 2), () => ({ x: 1, y: 2 }))).toThrow("map_pair: the result of 'f' must be a pair");
    expect(() =>
      v.map_pair(pair(1, 2), () => {
        throw new Error("from the callback");
      }),
    ).toThrow("from the callback");
    expect(v.map_pair(pair(1, 2), (p) => p).y).toBe(2);
  });

  test("that call C again", () => {
    const swapped = v.map_pair(pair(1, 2), (p) => v.map_pair(p, v.pair_swap));
    expect([swapped.x, swapped.y]).toEqual([2, 1]);
  });
});

test("a record of no bytes takes no place among the arguments", () => {
  expect(v.after_nothing(v.struct_nothing.alloc(), 41)).toBe(42);
  expect(v.nothing_back(v.struct_nothing.alloc())).toBeInstanceOf(v.struct_nothing);
  expect(() => callUntyped(v.after_nothing, {}, 1)).toThrow("after_nothing: n must be a struct_nothing");
});

describe("wrong arguments", () => {
  test("name function and parameter", () => {
    // @ts-expect-error another record
    expect(() => v.pair_swap(vec2(1, 2))).toThrow("pair_swap: p must be a pair, got a vec2");
    for (const value of [null, undefined, {}, 1, addressOf(pair(1, 2)), new Int32Array(2)]) {
      expect(() => callUntyped(v.pair_swap, value)).toThrow(/^pair_swap: p must be a pair/);
      expect(() => callUntyped(v.cursor_equal, cursor(1, 2), value)).toThrow(/^cursor_equal: b must be a cursor/);
    }
    // @ts-expect-error a bigint is no double
    expect(() => v.big_scale(big(1, 2, 3, 4), 1n)).toThrow("big_scale: by must be a number");
    expect(() => big(1, 2, 3)).toThrow("big: m has 4 elements, got 3");
  });
});
