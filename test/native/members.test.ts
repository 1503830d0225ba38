import { addressOf, asFunction, bytesOf, c, cstring, functionType, type Pointer, pointer, Ref } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as m from "../../fixtures/members/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("members");

describe("bit-fields", () => {
  test("that C filled", () => {
    const b = m.struct_bits.alloc();
    m.bits_fill(b);
    expect([b.wide, b.below, b.flag, b.shade, b.after, b.narrow, b.all]).toEqual([
      0x123456789an,
      -8388607,
      true,
      m.DARK,
      100,
      -200,
      0xfedcba9876543210n,
    ]);
  });

  test("that C checks", () => {
    const b = m.struct_bits.alloc();
    m.bits_fill(b);
    b.wide = 0xffffffffffn;
    b.below = 8388607;
    b.flag = false;
    b.shade = m.LIGHT;
    b.after = 127;
    b.narrow = 255;
    b.all = 1;
    expect(m.bits_check(b)).toBe(1);
  });

  test("hold no more than their width", () => {
    const b = m.struct_bits.alloc();
    const wrong: readonly (() => void)[] = [
      () => (b.wide = 2n ** 40n),
      () => (b.wide = -1),
      () => (b.below = 8388608),
      () => (b.below = -8388609),
      () => (b.shade = 2),
      () => (b.after = 128),
      () => (b.narrow = 256),
      () => (b.narrow = 0.5),
      () => (b.all = 2n ** 64n),
      () => (b.all = -1n),
    ];
    for (const set of wrong) expect(set).toThrow(expect.objectContaining({ name: "RangeError" }));
    expect(() => Reflect.set(b, "flag", 1)).toThrow("struct_bits: flag must be true or false");
    expect(() => Reflect.set(b, "wide", "1")).toThrow("struct_bits: wide must be");
    expect(bytesOf(b)).toEqual(new Uint8Array(m.struct_bits.size));
  });
});

describe("packed members", () => {
  test("that C filled", () => {
    const t = m.struct_tight.alloc();
    m.tight_fill(t);
    expect(String.fromCharCode(t.tag)).toBe("t");
    expect(t.shorts.toArray()).toEqual([-1, 2, 3]);
    expect(t.big).toBe(-9000000000000000000n);
    expect(t.pointer).toBe(addressOf(t));
    expect([t.split, t.rest]).toEqual([1025, 257]);
  });

  test("that C checks", () => {
    const t = m.struct_tight.alloc();
    t.tag = 117;
    t.shorts = [7, 8, -9];
    t.shorts.set(1, 80);
    t.big = 5;
    t.pointer = null;
    t.split = 2047;
    t.rest = 300;
    expect(m.tight_check(t)).toBe(1);
    t.shorts = Int16Array.of(7, 0, -9);
    expect(m.tight_check(t)).toBe(1);
    expect(() => t.shorts.set(0, 32768)).toThrow(RangeError);
    expect(() => t.shorts.set(3, 1)).toThrow(RangeError);
    expect(m.tight_check(t)).toBe(1);
  });

  test("an array of records that are aligned nowhere", () => {
    const list = m.struct_tight_list.alloc();
    list.count = 3;
    for (const [i, entry] of [...list.entries].entries()) {
      entry.id = 2 ** 20 + i;
      entry.kind = i - 1;
    }
    list.last.id = 5;
    list.last.kind = -2;
    expect(m.tight_list_sum(list)).toBe(5000 - 2 - 2 ** 20 + 2 ** 20 + 2);
  });
});

describe("anonymous records", () => {
  test("give their members to the record around them", () => {
    const o = Object.assign(m.struct_outer.alloc(), { kind: 1, x: 20, low: 300, high: -4, tail: 5000 });
    expect(m.outer_sum(o)).toBe(1 + 20 + 300 - 40 + 5000);
    o.both = 0x00020003;
    expect([o.low, o.high]).toEqual([3, 2]);
    expect(m.outer_sum(o)).toBe(1 + 20 + 3 + 20 + 5000);
  });

  test("each its own, where there are two", () => {
    const two = Object.assign(m.struct_two_unions.alloc(), { low: 1, high: 2, fraction: 1 });
    expect([two.number, [...two.raw]]).toEqual([0x20001, [0, 0, 0x80, 0x3f]]);
  });
});

describe("arrays", () => {
  const unary = functionType<(value: number) => number>("i32", ["i32"]);

  test("that C filled", () => {
    const a = m.struct_arrays.alloc();
    m.arrays_fill(a);
    expect(a.pointers.toArray()).toEqual([null, addressOf(a)]);
    expect([...a.flags]).toEqual([false, true, false]);
    expect([...a.shades]).toEqual([m.DARK, m.LIGHT]);
    expect(a.names.toArray().map((name) => cstring(name))).toEqual(["first", null]);
    expect(a.rows.at(1)[2]).toBe(12);
    expect(String.fromCodePoint(...a.wide.subarray(0, 3))).toBe("wé!");
    expect([...a.exact]).toEqual([-(2n ** 63n), 0n]);
    expect(a.longs.toArray()).toEqual([0, -3]);
    expect(a.inner.toArray().map(({ v }) => v)).toEqual([0, 9]);
    const [twice, negated] = a.operations;
    expect(asFunction(unary, twice ?? null)(21)).toBe(42);
    expect(asFunction(unary, negated ?? null)(21)).toBe(-21);
  });

  test("that C checks", () => {
    const a = m.struct_arrays.alloc();
    m.arrays_fill(a);
    a.pointers = [addressOf(a), null];
    a.flags = [true, false, true];
    a.shades[0] = m.LIGHT;
    a.rows = [
      [1, 2, 3],
      [4, 5, 6],
    ].map((row) => Int32Array.from(row));
    a.wide[0] = 0x78;
    a.exact[1] = 2n ** 63n - 1n;
    a.longs.set(0, 44);
    a.inner.at(0).v = 21;
    a.operations.set(1, a.operations.at(0));
    expect(m.arrays_check(a)).toBe(1);
  });

  test("in C's memory", () => {
    const shared = m.arrays_shared();
    if (shared === null) throw new Error("not NULL");
    const a = m.struct_arrays.at(shared);
    expect(a.flags.at(1)).toBe(true);
    a.flags.set(1, false);
    a.longs.set(0, -(2 ** 52));
    a.wide[1] = 0x1f600;
    const again = m.struct_arrays.at(shared);
    expect([again.flags.at(1), again.longs.at(0), again.wide[1]]).toEqual([false, -(2 ** 52), 0x1f600]);
    expect(() => a.inner.at(2)).toThrow(RangeError);
    a.inner.at(1).v = 4;
    expect(again.inner.at(1).v).toBe(4);
  });

  test("types", () => {
    const a = m.struct_arrays.alloc();
    expectTypeOf(a.pointers.at(0)).toEqualTypeOf<Pointer | null>();
    expectTypeOf(a.flags.at(0)).toEqualTypeOf<boolean>();
    expectTypeOf(a.exact).toEqualTypeOf<BigInt64Array>();
    expectTypeOf(a.longs.at(0)).toEqualTypeOf<number>();
    expectTypeOf(a.rows.at(0)).toEqualTypeOf<Int32Array>();
  });
});

describe("pointers", () => {
  test("to pointers to records", () => {
    const leaf = m.struct_tree.alloc();
    const root = m.struct_tree.alloc();
    const children = new Ref(c.pointer(m.struct_tree), addressOf(leaf));
    root.children = children;
    leaf.parent = root;
    leaf.shade = m.DARK;
    leaf.counts = Int32Array.of(1, 2);
    expect(m.tree_depth(root)).toBe(2);
    expect(m.tree_depth(leaf)).toBe(1);
    expect(m.tree_depth(null)).toBe(0);
    const child = m.struct_tree.at(c.pointer(m.struct_tree).at(root.children, 0) ?? pointer(1n));
    expect([child.shade, child.parent, c.int.at(child.counts, 1)]).toEqual([m.DARK, addressOf(root), 2]);
  });

  test("to wide characters", () => {
    expect(m.wide_length(Int32Array.of(0x1f600, 97, 0))).toBe(2);
    expect(m.wide_length(new Ref(m.wchar_t))).toBe(0);
  });
});

describe("sizes that C does not know", () => {
  test("a flexible array", () => {
    const p = m.flexible_make(3);
    if (p === null) throw new Error("not NULL");
    expect(m.struct_flexible.at(p).count).toBe(3);
    expect([...m.struct_flexible.at(p).items.take(3)]).toEqual([0, 10, 20]);
  });

  test("an empty record", () => {
    const empty = m.struct_empty.alloc();
    expect([m.struct_empty.size, bytesOf(empty).length]).toEqual([0, 0]);
  });
});
