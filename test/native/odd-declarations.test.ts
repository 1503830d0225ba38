import { expect, test } from "vitest";
import * as m from "../../fixtures/odd-declarations/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("odd-declarations");

test("enumerators of an enum whose type is bool", () => {
  expect([m.NO, m.YES]).toEqual([0, 1]);
});

test("an enum without enumerators that has an integer type", () => {
  expect(m.next_fixed(200)).toBe(201);
  expect(() => m.next_fixed(256)).toThrow(RangeError);
});

test("what compilers compute in different ways is not computed", () => {
  const record = m.struct_wide_field.alloc();
  record.wide = 0xfedcba9876n;
  record.narrow = 5;
  expect([m.WIDE_OF(record), m.WIDE_HALVED(record)]).toEqual([0xfedcba9876n, 0x7f6e5d4c3bn]);
  expect(m.NARROW_SHIFTED(record)).toBe(2 ** 30);
  expect(Object.keys(m).filter((name) => /^WIDE_(SHIFTED|NEGATED)$/.test(name))).toEqual([]);
});

test("a register variable is no variable of the library", () => {
  expect(Object.keys(m)).not.toContain("stack_pointer");
  expect(m.rsp.value).toBe(5);
});

test("the first of several functions of one name", () => {
  expect(m.size_of(6)).toBe(7);
});

// Why they are none is in report.txt.
test("what depends on where it is written is no constant", () => {
  expect(Object.keys(m).filter((name) => /BUILTIN|FUNCTION|line_after/.test(name))).toEqual([]);
});
