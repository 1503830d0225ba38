import { c, Ref } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import * as l from "../../fixtures/long-double/expected.ts";
import { bytesOfCell as bytesOf } from "../support/bytes-of-cell.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("long-double");

const NUMBERS = [0, -0, 1, -1.5, 0.1, 5e-324, 2.2250738585072009e-308, Number.MAX_VALUE];
const ALL = [...NUMBERS, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

describe("arguments", () => {
  test("are the compiler's own bits", () => {
    ALL.forEach((x, n) => {
      expect({ x, is: l.real_is(x, n), back: l.real_to_double(x) }).toEqual({ x, is: 1, back: x });
    });
    expect(l.real_to_double(Number.NaN)).toBeNaN();
  });

  test("between others, aligned on the stack", () => {
    expect(l.reals_mixed(1, 2, 3, 4, 5)).toBe(54321);
    expect(l.reals_odd(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).toBe(21 + 70 + 800 + 9000 + 100000);
  });

  test("in records", () => {
    const r = l.struct_one_real.alloc();
    r.value = 7.5;
    expect(l.one_real_take(r, 0.25)).toBe(7.25);
    const t = l.struct_two_reals.alloc();
    t.a = 0.1;
    t.b = -2;
    const swapped = l.two_reals_swap(t);
    expect([swapped.a, swapped.b]).toEqual([-2, 0.1]);
    const u = l.union_real_or_int.alloc();
    u.number = 41;
    expect(l.real_or_int_next(u).number).toBe(42);
  });

  test("in a union with integers in both halves, in general registers", () => {
    const u = l.union_real_or_words.alloc();
    u.words = [0, 0, 7];
    expect([...l.real_or_words_next(u, 10).words]).toEqual([10, 11, 19]);
    const seen: unknown[] = [];
    const sum = l.real_or_words_call((a, got, b) => {
      seen.push([a, ...got.words, b]);
      return got.words[2] ?? 0;
    });
    expect(seen).toEqual([[-1, 1, 20, 300, -2]]);
    expect(sum).toBe(300);
  });

  test("of callbacks", () => {
    const seen: unknown[] = [];
    const sum = l.real_call((x, n) => {
      seen.push([x, n]);
      return n;
    });
    expect(seen).toEqual([
      [0.5, 3],
      [Number.NEGATIVE_INFINITY, 4],
    ]);
    expect(sum).toBe(7);
  });
});

describe("memory", () => {
  test("that C filled: what no double holds is rounded to the nearest", () => {
    const r = l.struct_reals.alloc();
    l.reals_fill(r);
    expect([r.value, r.list.at(0), r.list.at(1), r.after]).toEqual([1 / 3, Number.POSITIVE_INFINITY, -5e-324, 9]);
    const third = new Ref(c.longdouble);
    l.real_third(third);
    expect(third.value).toBe(1 / 3);
  });

  test("that C checks: what is written is exact", () => {
    const r = l.struct_reals.alloc();
    r.tag = "s".charCodeAt(0);
    r.value = 0.1;
    r.list = [-1e308, Number.NaN];
    r.after = -9;
    expect(l.reals_check(r)).toBe(1);
    const list = new Ref(c.array(c.longdouble, 3));
    list.value = [0.5, 0.25, -8];
    expect(l.real_sum(list.value, 3)).toBe(-7.25);
    expect(l.real_global.value).toBe(2.5);
  });
});

/** Bit patterns around everything that rounding has to decide, the same in every run. */
function* patterns(fractionBits: number): Generator<readonly [top: bigint, fraction: bigint]> {
  const exponents = [
    0, 1, 15307, 15308, 15309, 15359, 15360, 15361, 15362, 16000, 16383, 17405, 17406, 17407, 32766, 32767,
  ];
  const below = BigInt(fractionBits - 52);
  let seed = 12345n;
  for (const exponent of exponents) {
    for (let i = 0; i < 64; i++) {
      seed = BigInt.asUintN(128, seed * 0x2360ed051fc65da44385df649fccf645n + 99n);
      const high = BigInt.asUintN(52, seed >> 60n) << below;
      // Just below a tie, the tie, just above it, nothing behind, all ones, anything.
      const tie = 1n << (below - 1n);
      const low = [tie - 1n, tie, tie + 1n, 0n, (1n << below) - 1n, BigInt.asUintN(Number(below), seed)][i % 6] ?? 0n;
      yield [BigInt(exponent + (i % 2) * 0x8000), i % 7 === 0 ? low : high | low];
    }
  }
}

test("reading rounds as the processor does", () => {
  const cell = new Ref(c.longdouble);
  const memory = new DataView(bytesOf(cell).buffer, bytesOf(cell).byteOffset, 16);
  for (const [top, fraction] of patterns(63)) {
    memory.setBigUint64(0, fraction | ((top & 0x7fffn) === 0n ? 0n : 1n << 63n), true);
    memory.setUint16(8, Number(top), true);
    expect({ top, fraction, read: cell.value }).toEqual({ top, fraction, read: l.real_read(cell) });
  }
  memory.setBigUint64(0, 1n, true);
  memory.setUint16(8, 16383, true);
  expect([cell.value, l.real_read(cell)]).toEqual([Number.NaN, Number.NaN]);
});

test("__float128 too, and writing it is exact", () => {
  const cell = new Ref(c.float128);
  const memory = new DataView(bytesOf(cell).buffer, bytesOf(cell).byteOffset, 16);
  for (const [top, fraction] of patterns(112)) {
    memory.setBigUint64(0, BigInt.asUintN(64, fraction), true);
    memory.setBigUint64(8, (top << 48n) | (fraction >> 64n), true);
    expect({ top, fraction, read: cell.value }).toEqual({ top, fraction, read: l.quad_read(cell) });
  }
  const other = new Ref(c.float128);
  for (const x of [...ALL, 1 / 3]) {
    l.quad_write(x, cell);
    other.value = x;
    expect({ x, bytes: bytesOf(other) }).toEqual({ x, bytes: bytesOf(cell) });
  }
  const w = Object.assign(l.struct_with_quad.alloc(), { tag: 1, q: 0.1, after: -2 });
  expect([w.tag, w.q, w.after]).toEqual([1, 0.1, -2]);
});

test("results are on the x87 stack, where nothing reaches", () => {
  for (const name of ["real_half", "one_real_half", "real_printf"]) {
    expect({ [name]: [name in l, l.has(name)] }).toEqual({ [name]: [false, true] });
  }
  // @ts-expect-error a TypeScript function could not return one
  expect(() => l.takes_real_function(() => 1)).toThrow("takes_real_function: f must be");
  expect(() => callUntyped(l.real_to_double, 1n)).toThrow("real_to_double: x must be a number");
});
