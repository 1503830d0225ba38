import { expect, expectTypeOf, test } from "vitest";
import { api, type entry, store_texts } from "../../fixtures/annotations/expected.ts";
import { compileFixture } from "../support/native.ts";

// Results that annotations say to be arrays.

compileFixture("annotations");

test("numbers are copied; the count is no result of its own; NULL is null", () => {
  using s = api.store_open("some");
  expectTypeOf(api.store_lengths).returns.toEqualTypeOf<Int32Array | null>();
  expect(api.store_lengths(s)).toEqual(Int32Array.of(3, 1, 4));
  api.store_lengths(s)?.fill(0); // a copy of what is const in C
  expect(api.store_lengths(s)).toEqual(Int32Array.of(3, 1, 4));
  using none = api.store_open("-");
  expect(api.store_lengths(none)).toBeNull();
});

test("texts, as many as another function says", () => {
  using s = api.store_open("some");
  expectTypeOf(api.store_words).returns.toEqualTypeOf<(string | null)[] | null>();
  expect(api.store_words(s)).toEqual(["one", null, "dröi"]);
  using none = api.store_open("-");
  expect(api.store_words(none)).toBeNull();
  using odd = api.store_open("!");
  expect(() => api.store_words(odd)).toThrow("store_words: the length must be a whole number");
});

test("records, in place", () => {
  using s = api.store_open("some");
  expectTypeOf(api.store_entries).returns.toEqualTypeOf<entry[]>();
  expect(api.store_entries(s).map(({ id, weight }) => [id, weight])).toEqual([
    [1, 0.5],
    [2, 0.25],
  ]);
  using none = api.store_open("-");
  expect(() => api.store_entries(none)).toThrow("store_entries: C gave NULL");
});

test("bytes, and text without a NUL", () => {
  using s = api.store_open("some");
  expectTypeOf(api.store_bytes).returns.toEqualTypeOf<Uint8Array>();
  expect(Buffer.from(api.store_bytes(s, 5)).toString()).toBe("some\0");
  expect(() => api.store_bytes(s, 33)).toThrow("store_bytes: no error");
  expectTypeOf(api.store_initials).returns.toEqualTypeOf<string>();
  expect(api.store_initials(s, 2)).toBe("so");
});

test("elements that are converted", () => {
  using s = api.store_open("some");
  expectTypeOf(api.store_times).returns.toEqualTypeOf<Date[] | null>();
  expect(api.store_times(s, 2)).toEqual([new Date(0), new Date(86_400_000)]);
});

test("counted text that is to be freed", () => {
  using s = api.store_open("spell");
  const before = store_texts();
  expectTypeOf(api.store_spelled).returns.toEqualTypeOf<string | null>();
  expect(api.store_spelled(s)).toBe("spel");
  expect(store_texts()).toBe(before);
});

test("an array of pointers, of whatever a pointer can be given as", () => {
  using one = api.store_open("one");
  using three = api.store_open("three");
  expect(api.store_names_length([one, three.pointer, null])).toBe(108);
  one.dispose();
  expect(() => api.store_names_length([three, one])).toThrow("store_names_length: stores: ");
});
