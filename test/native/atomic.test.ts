import { addressOf, c, Ref } from "c2ts-runtime";
import { expect, test } from "vitest";
import * as a from "../../fixtures/atomic/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("atomic");

test("atomic scalars that C filled", () => {
  const m = a.struct_counters.alloc();
  a.counters_fill(m);
  expect([m.number, m.flag, m.ratio, m.level, m.big]).toEqual([-1, true, 0.5, a.HIGH, 2n ** 64n - 1n]);
  expect([[...m.list], m.after, c.int.at(m.pointer)]).toEqual([[1, -2], 77, 77]);
});

test("atomic scalars that C checks", () => {
  const m = a.struct_counters.alloc();
  Object.assign(m, { number: 5, flag: false, ratio: -2.5, pointer: null, level: a.LOW, big: 1n, after: -77 });
  m.list = [0, 9];
  expect(a.counters_check(m)).toBe(1);
});

test("arguments, results and variables", () => {
  const counter = new Ref(c.int, 41);
  expect([a.atomic_next(counter), counter.value, a.atomic_by_value(1)]).toEqual([42, 42, 2]);
  a.total.value = 7;
  expect(a.total.value).toBe(7);
});

test("other atomic types keep their place, and are left out", () => {
  const m = a.struct_counters.alloc();
  expect(["padded", "wide", "wider"].filter((name) => name in m)).toEqual([]);
  for (const name of ["three_by_value", "shared", "atomic_three"]) expect(a).not.toHaveProperty(name);
  expect(a.three_sum(addressOf(new Ref(c.int)))).toBe(0);
  const t = Object.assign(a.struct_three.alloc(), { a: 1, b: 2, c: 3 });
  const next = a.three_plain(t);
  expect([next.a, next.b, next.c, a.struct_three.size]).toEqual([2, 2, 3, 3]);
});
