import { text } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as r from "../../fixtures/record-macros/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("record-macros");

describe("a macro that is a struct literal makes a struct", () => {
  test("with the members that C gives it", () => {
    expect([r.ORIGIN().x, r.ORIGIN().y]).toEqual([0, 0]);
    expect([r.CORNER().x, r.CORNER().y]).toEqual([3, 4]);
    expect([r.UNIT().x, r.UNIT().y]).toEqual([1, 0]);
    expect(r.sum_of(r.ALSO_CORNER())).toBe(7);
    expectTypeOf(r.ORIGIN).returns.toEqualTypeOf<r.struct_point>();
  });

  test("a new one each time, as in C", () => {
    const mine = r.ORIGIN();
    mine.x = 9;
    expect(r.ORIGIN().x).toBe(0);
  });

  test("nested, with bit-fields, an anonymous union, text and pointers", () => {
    const [ours, theirs] = [new Uint8Array(200), new Uint8Array(200)];
    r.describe(r.PART(), ours, ours.length);
    r.describe(null, theirs, theirs.length);
    expect(text(ours)).toBe(text(theirs));
    expect(text(ours)).toBe('1,2,3,4 1.5 5 -9 1 2 -0 -7 9007199254740993 part "1" 0xffffffffffffffff text 3,4');
  });

  test("the member of a union that is set", () => {
    expect([r.PAIR().low, r.PAIR().high]).toEqual([1, -2]);
    expect(r.weigh(r.VALUE_I(), 0)).toBe(7);
    expect(r.weigh(r.VALUE_D(), 1)).toBe(2.5);
    expect(r.weigh(r.VALUE_P(), 2)).toBe(56);
  });
});

describe("a macro that is an array literal makes an array", () => {
  test("of numbers", () => {
    expect(r.PRIMES()).toEqual(Int32Array.of(2, 3, 5, 7));
    expect(r.sum_all(r.PRIMES(), 4)).toBe(17);
    expect(r.SPARSE()).toEqual(Uint8Array.of(0, 0, 9, 10, 0, 0));
    expect([...r.LONGS()]).toEqual([1, -2]);
    expect([...r.RATIOS()]).toEqual([0.5, -0]);
    expect([...r.FLAGS()]).toEqual([true, false, true]);
    expect(r.MORE_PRIMES).toBe(r.PRIMES);
  });

  test("of structs and of arrays", () => {
    expect(Array.from(r.POINTS(), ({ x, y }) => [x, y])).toEqual([
      [1, 2],
      [0, 0],
      [0, 3],
    ]);
    expect(Array.from(r.GRID(), (row) => [...row])).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });
});

test("what is not the same each time is no constant", () => {
  const exported = Object.keys(r);
  for (const name of ["NEXT", "AT_COUNTER", "BRACES", "MEMBERS", "RENAMED"]) expect(exported).not.toContain(name);
});
