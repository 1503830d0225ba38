import type { PointerArg } from "c2ts-runtime";
import { expect, expectTypeOf, test } from "vitest";
import { api, type store } from "../../fixtures/annotations/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("annotations");

test("text that C's own free frees", () => {
  expectTypeOf(api.copy_text).returns.toEqualTypeOf<{ result: string | null; length: number }>();
  expect(api.copy_text("grüße")).toEqual({ result: "grüße", length: 7 });
});

test("text of other characters than `char`", () => {
  expectTypeOf(api.letters_of).toEqualTypeOf<(s: PointerArg<store>) => string | null>();
  expectTypeOf(api.letters_to).toEqualTypeOf<
    (s: PointerArg<store>, code: string | null) => { result: number; old: string | null }
  >();
  using s = api.store_open("first");
  expect(api.letters_of(s)).toBe("first");
  expect(api.letters_to(s, "grün")).toEqual({ result: 5, old: "first" });
  expect(api.letters_of(s)).toBe("grün");
  expect(() => api.letters_to(s, null)).toThrow(expect.objectContaining({ result: -1 }));
  expect(() => api.letters_to(s, "a\0b")).toThrow("letters_to: code must be a string without a NUL inside");
  expect(() => callUntyped(api.letters_to, s, 7)).toThrow("letters_to: code must be a string, got 7");
});

test("text behind a pointer that C could write to", () => {
  expectTypeOf(api.count_letters).toEqualTypeOf<(text: string | null) => number>();
  expect([api.count_letters("grün"), api.count_letters(""), api.count_letters(null)]).toEqual([5, 0, -1]);
});
