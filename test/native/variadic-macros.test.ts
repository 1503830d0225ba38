import { c } from "c2ts-runtime";
import { expect, test } from "vitest";
import * as m from "../../fixtures/variadic-macros/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("variadic-macros");

const text = (bytes: Buffer): string => bytes.toString("latin1", 0, bytes.indexOf(0));

test("variable arguments are handed on", () => {
  const to = Buffer.alloc(64);
  expect(m.FORMAT(to, "%d %s %.2f", c.int(-3), "drei", c.double(0.5))).toBe(12);
  expect(text(to)).toBe("-3 drei 0.50");
  expect(m.FORMAT_GNU(to, "%s-%s", "a", "b")).toBe(303);
  expect(m.FORMAT_TWICE(to, "%c", c.int(65))).toBe(2);
  expect(text(to)).toBe("A");
});

test("there may be none", () => {
  const to = Buffer.alloc(64);
  expect([m.FORMAT_OR_NOT(to, "none"), m.FORMAT_GNU(to, "none"), m.FORMAT_ALL(to, "none")]).toEqual([4, 304, 104]);
  expect(m.QUIET("never", 1)).toBeUndefined();
});

test("those that the function names are parameters", () => {
  expect(m.SUM(3, c.int(1), c.int(20), c.int(-300))).toBe(-279);
  expect(m.ADD(2, 3)).toBe(5);
  // @ts-expect-error There are two, no more.
  expect(m.ADD(2, 3, 4)).toBe(5);
  expect(() => m.ADD(2, 2 ** 31)).toThrow(/^ADD: b must/);
  // @ts-expect-error A text comes first.
  expect(() => m.FORMAT_ALL(Buffer.alloc(8), 5)).toThrow(/^FORMAT_ALL: form must/);
});

// Why they are none is in report.txt.
test("no other macro is a function", () => {
  const others = ["LENGTH", "SUM_ALL", "BY_COUNT", "TEXT", "COMMA", "NOT_LAST", "WITH_TEXT"];
  expect(Object.keys(m).filter((name) => others.includes(name))).toEqual([]);
});
