import { expect, expectTypeOf, test } from "vitest";
import * as m from "../../fixtures/packed-arrays/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("packed-arrays");

/** Sum of n * n for 1 to 19, and a half: what C makes of 1, 2, 3, … */
const SUM = 2470.5;

test("arrays that C filled, wherever they begin", () => {
  const c = m.struct_crooked.alloc();
  m.crooked_fill(c);
  expect(c.rows.toArray().map((row) => row.toArray())).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(c.grid.toArray().map((row) => row.toArray())).toEqual([
    [5, 6, 7],
    [8, 9, 10],
  ]);
  expect(c.inner.values.toArray()).toEqual([11, 12, 13]);
  expect(c.inners.toArray().map(({ values }) => values.toArray())).toEqual([
    [14, 15, 16],
    [17, 18, 19],
  ]);
  expect(c.one.toArray()).toEqual([0.5]);
  expect(m.crooked_sum(c)).toBe(SUM);
});

test("arrays that C reads", () => {
  const [from, to] = [m.struct_crooked.alloc(), m.struct_crooked.alloc()];
  m.crooked_fill(from);
  to.rows = [
    [1, 2],
    [3, 4],
  ];
  to.grid = from.grid;
  to.inner.values = Int32Array.of(11, 12, 13);
  to.inners.set(0, from.inners.at(0));
  for (const i of [0, 1, 2]) to.inners.at(1).values.set(i, 17 + i);
  to.one = [0.5];
  expect(m.crooked_sum(to)).toBe(SUM);
  to.grid.at(1).set(2, 11);
  expect(m.crooked_sum(to)).toBe(SUM + 10);
  expect(() => to.grid.at(0).set(0, 0.5)).toThrow(RangeError);
  expectTypeOf(to.grid.at(0).at(0)).toEqualTypeOf<number>();
});
