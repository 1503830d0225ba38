import { inspect } from "node:util";
import { addressOf, toObject } from "c2ts-runtime";
import { expect, expectTypeOf, test } from "vitest";
import * as o from "../../fixtures/object-members/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("object-members");

const NAMES = ["toString", "valueOf", "__proto__", "constructor_", "hasOwnProperty", "toJSON", "inspect", "prototype"];
const members = (from: number): object => Object.fromEntries(NAMES.map((name, i) => [name, from + i]));

function filled(): o.struct_own_names {
  const names = o.struct_own_names.alloc();
  o.fill_names(names);
  return names;
}

test("members of any name are read, written and passed", () => {
  const names = filled();
  expect(NAMES.map((name) => Reflect.get(names, name))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  Reflect.set(names, "__proto__", 100);
  expect(names).toBeInstanceOf(o.struct_own_names);
  expect(o.sum_names(names)).toBe(133);
});

test("they are printed", () => {
  const printed = inspect(filled());
  expect(printed).toMatch(/^struct_own_names \{/);
  for (const [i, name] of NAMES.entries()) expect(printed).toMatch(new RegExp(`\\b${name}\\b['\\]]*: ${i + 1}\\b`));
});

test("toObject copies them", () => {
  const outer = o.struct_outer_names.alloc();
  outer.names = filled();
  outer.list.set(1, filled());
  outer.big = 2n ** 60n;
  outer.numbers = [5, 6];
  outer.where = addressOf(outer);
  const copy = toObject(outer);
  expectTypeOf(copy.list).toEqualTypeOf<(typeof copy.names)[]>();
  expectTypeOf(copy.names.toString).toEqualTypeOf<number>();
  expectTypeOf(copy.big).toEqualTypeOf<bigint>();
  expectTypeOf<keyof typeof copy>().toEqualTypeOf<"names" | "list" | "big" | "numbers" | "where">();
  const { where } = outer;
  outer.numbers = [0, 0];
  Reflect.set(outer.names, "__proto__", 0);
  for (const object of [copy, copy.names, copy.list[1]]) expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  expect(Object.entries(copy.names)).toEqual(NAMES.map((name, i) => [name, i + 1]));
  expect(Object.entries(copy.list[1] ?? {})).toEqual(Object.entries(members(1)));
  expect([copy.big, copy.numbers, copy.where]).toEqual([2n ** 60n, Int32Array.of(5, 6), where]);
});

test.each([undefined, null, {}, 1, "x", 1n, Number.NaN, new Uint8Array(1)])("toObject(%o)", (value) => {
  expect(() => callUntyped(toObject, value)).toThrow(/^toObject: record must be a record, got /);
});
