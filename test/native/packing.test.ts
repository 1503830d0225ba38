import { describe, expect, test } from "vitest";
import * as p from "../../fixtures/packing/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("packing");

describe("members", () => {
  test("that C filled", () => {
    const one = p.struct_pragma1.alloc();
    p.pragma1_fill(one);
    expect([one.c, one.i, one.d, one.s]).toEqual([1, -2, 3.5, -4]);
    const wire = p.struct_wire.alloc();
    p.wire_fill(wire);
    expect([wire.kind, wire.length, wire.id, wire.inside.i, [...wire.tail]]).toEqual([
      250,
      65000,
      4000000000,
      -7,
      [1, 0, 3],
    ]);
  });

  test("that C checks", () => {
    const wire = Object.assign(p.struct_wire.alloc(), { kind: 1, length: 2, id: 3, tail: [0, 6, 0] });
    wire.inside = Object.assign(p.struct_unpacked.alloc(), { c: 4, i: 5 });
    expect(p.wire_check(wire)).toBe(1);
  });

  test("bit-fields that C filled", () => {
    const tight = p.struct_bits_tight.alloc();
    p.bits_tight_fill(tight);
    expect([tight.a, tight.b, tight.c, tight.d, tight.e]).toEqual([5, 1234, 0xabcde, 0x2123456789abcn, -16]);
    const mixed = p.struct_bits_mixed.alloc();
    p.bits_mixed_fill(mixed);
    expect([mixed.side, mixed.signed_three, mixed.uc, mixed.yes]).toEqual([p.SIDE_LEFT, -4, 100, true]);
    expect([mixed.big, mixed.all, mixed.low, mixed.high]).toEqual([-4294967296n, 2n ** 64n - 1n, 0xabc, 0x12345]);
  });

  test("bit-fields that C checks", () => {
    const tight = Object.assign(p.struct_bits_tight.alloc(), { a: 7, b: 2047, c: 1, d: 2n ** 49n + 1n, e: 15 });
    expect(p.bits_tight_check(tight)).toBe(1);
    const mixed = p.struct_bits_mixed.alloc();
    p.bits_mixed_fill(mixed);
    mixed.side = p.SIDE_RIGHT;
    mixed.signed_three = 3;
    mixed.uc = 127;
    mixed.yes = false;
    mixed.big = 4294967295;
    mixed.all = 1;
    mixed.low = 1;
    mixed.high = 0xfffff;
    expect(p.bits_mixed_check(mixed)).toBe(1);
    const pragma = Object.assign(p.struct_bits_pragma.alloc(), { a: 6, b: 0xf0f0f, c: -5, f: true });
    expect(p.bits_pragma_check(pragma)).toBe(1);
    for (const set of [
      () => (mixed.side = 2),
      () => (mixed.signed_three = -5),
      () => (mixed.big = 2 ** 32),
      () => (mixed.low = 4096),
      () => (tight.d = 2n ** 50n),
    ]) {
      expect(set).toThrow(RangeError);
    }
    expect([p.bits_mixed_check(mixed), p.bits_tight_check(tight)]).toEqual([1, 1]);
  });
});

describe("by value", () => {
  test("what packing has made unaligned, and what it has not", () => {
    const two = p.pragma2_next(Object.assign(p.struct_pragma2.alloc(), { c: 1, i: -2, e: 3, d: 4.5 }));
    expect([two.c, two.i, two.e, two.d]).toEqual([2, -1, 4, 5.5]);
    const again = p.pragma2_again_next(Object.assign(p.struct_pragma2_again.alloc(), { c: 1, i: 70000 }));
    expect([again.c, again.i]).toEqual([2, 70001]);
    const whole = p.unpacked_next(Object.assign(p.struct_unpacked.alloc(), { c: 1, i: 70000 }));
    expect([whole.c, whole.i]).toEqual([2, 70001]);
    const aligned = p.tight_aligned_next(Object.assign(p.struct_tight_aligned.alloc(), { c: 1, n: -1n, s: 3 }));
    expect([aligned.c, aligned.n, aligned.s]).toEqual([2, 0n, 4]);
    expect(p.wire_word_next(Object.assign(p.union_wire_word.alloc(), { w: 0xfffffffe })).w).toBe(0xffffffff);
    const one = p.one_packed_next(Object.assign(p.struct_one_packed.alloc(), { c: 1, i: 2, j: 3 }));
    expect([one.c, one.i, one.j]).toEqual([2, 3, 4]);
  });

  test("bit-fields", () => {
    const tight = Object.assign(p.struct_bits_tight.alloc(), { a: 6, b: 1, c: 2, d: 3, e: -4 });
    const next = p.bits_tight_next(tight);
    expect([next.a, next.b, next.c, next.d, next.e]).toEqual([7, 2, 3, 4n, -3]);
    const mixed = p.bits_mixed_next(Object.assign(p.struct_bits_mixed.alloc(), { uc: 1, big: -1, low: 4095, high: 5 }));
    expect([mixed.uc, mixed.big, mixed.low, mixed.high]).toEqual([2, 0n, 0, 5]);
  });
});
