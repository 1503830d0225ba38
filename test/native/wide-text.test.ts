import { addressOf, c, cstring16, cstring32, Ref, text, wcstring } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as w from "../../fixtures/wide-text/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("wide-text");

const WORD = "grün 😀";

describe("text that C reads", () => {
  test("is a string", () => {
    expect([w.wide_length(WORD), w.utf32_length(WORD), w.typedef_length(WORD)]).toEqual([6, 6, 6]);
    expect(w.utf16_length(WORD)).toBe(7);
    expect([w.wide_length(""), w.wide_length(null), w.utf16_length(null)]).toEqual([0, -1, -1]);
  });

  test("also where a macro passes it on; one that casts it is left out", () => {
    expect(w.WIDE_LENGTH_AND(WORD, 4)).toBe(10);
    expect(w).not.toHaveProperty("WIDE_BYTES");
  });

  test("or memory, or a pointer", () => {
    const points = Int32Array.of(97, 0x1f600, 0);
    expect([w.wide_length(points), w.wide_length(addressOf(points))]).toEqual([2, 2]);
    expect(w.utf16_length(Uint16Array.of(97, 98, 99, 0))).toBe(3);
    expect(w.utf32_length(Uint32Array.of(97, 0))).toBe(1);
    expect(w.wide_length(new Ref(w.wchar_t))).toBe(0);
  });

  test("and nothing else", () => {
    for (const value of [1, undefined, {}, new Uint8Array(4), new Float32Array(1), ["a"]]) {
      expect(() => callUntyped(w.wide_length, value)).toThrow("wide_length: text must be a string, a pointer, a Ref");
    }
    // @ts-expect-error characters of another width
    expect(() => w.utf16_length(Uint32Array.of(0))).toThrow("utf16_length: text must be a string");
  });
});

describe("text that C returns", () => {
  test("is a copy, NULL is null", () => {
    for (const word of [w.wide_word, w.utf16_word, w.utf32_word, w.typedef_word]) expect(word(0)).toBe(WORD);
    expect([w.wide_word(1), w.utf16_word(1), w.wide_word(2), w.utf16_word(2), w.utf32_word(2)]).toEqual([
      "",
      "",
      null,
      null,
      null,
    ]);
    expect(w.utf32_word(1)).toBe("o\ufffd\ufffdk");
    expectTypeOf(w.wide_word).returns.toEqualTypeOf<string | null>();
  });

  test("what C writes is a pointer", () => {
    const word = Int32Array.from("straße\0", (character) => character.codePointAt(0) ?? 0);
    const upper = w.wide_upper(word);
    expect(upper).toBe(addressOf(word));
    expect(wcstring(upper)).toBe(text(word));
    expect(text(word).startsWith("STRA")).toBe(true);
  });
});

describe("reading", () => {
  test("what a pointer points to", () => {
    expect(cstring16(addressOf(Uint16Array.of(0x20ac, 120, 0)))).toBe("€x");
    expect(cstring32(addressOf(Uint32Array.of(0x1f600, 0)))).toBe("😀");
    expect([cstring16(null), cstring32(null), wcstring(null)]).toEqual([null, null, null]);
    expect(wcstring(w.wide_global.value)).toBe("global");
    expect(text(w.wide_array.value.take(6))).toBe("array");
    expect(() => callUntyped(cstring32, Int32Array.of(0))).toThrow("cstring32: p must be a pointer (a bigint) or null");
  });

  test("members that C filled", () => {
    const l = w.struct_labels.alloc();
    w.labels_fill(l);
    expect([text(l.name), text(l.short_name), text(l.points)]).toEqual(["naïve", "€xyz", "😀"]);
    expect([wcstring(l.title), l.initial, l.unit]).toEqual(["title", 0xe9, 0xffff]);
  });

  test("members that C checks", () => {
    const l = w.struct_labels.alloc();
    l.name.set([97, 98, 99]);
    l.short_name = [0x20ac, 0, 0, 0];
    l.points[2] = 0x10ffff;
    const title = Int32Array.from("kept\0", (character) => character.charCodeAt(0));
    l.title = title;
    l.initial = 0xdf;
    l.unit = 7;
    expect(w.labels_check(l)).toBe(1);
    expect(() => (l.unit = 0x10000)).toThrow("struct_labels: unit must be");
  });
});

describe("arrays that text is assigned to", () => {
  test("hold it with its NUL, and zeros to the end", () => {
    const l = w.struct_labels.alloc();
    l.name.fill(-1);
    l.name = WORD;
    l.short_name = "x😀";
    l.points = "😀é";
    expect([...l.name]).toEqual([103, 114, 0xfc, 110, 32, 0x1f600, 0, 0]);
    expect([...l.short_name]).toEqual([120, 0xd83d, 0xde00, 0]);
    expect([...l.points]).toEqual([0x1f600, 0xe9, 0]);
    expect(w.wide_length(l.name)).toBe(6);
    l.points = "";
    expect([...l.points]).toEqual([0, 0, 0]);
    l.short_name = "\ud83d";
    expect([...l.short_name]).toEqual([0xfffd, 0, 0, 0]);
  });

  test("refuse one that is too long, and change nothing", () => {
    const l = w.struct_labels.alloc();
    l.short_name = "abc";
    expect(() => (l.short_name = "ab😀")).toThrow(
      new RangeError('struct_labels: short_name has 4 elements, the string "ab😀" takes 5 with the NUL that ends it'),
    );
    expect(() => (l.name = "12345678")).toThrow(RangeError);
    expect(() => (l.points = "123")).toThrow(RangeError);
    expect(text(l.short_name)).toBe("abc");
    expect(() => callUntyped((value: never) => (l.name = value), 5)).toThrow(TypeError);
  });

  test("of arrays, and anywhere in memory", () => {
    const l = w.struct_lines.alloc();
    l.lines = ["ab", "c"];
    l.crooked = "éx";
    l.after = 9;
    expect(w.lines_check(l)).toBe(1);
    expect(() => (l.lines = ["ab", "abcd"])).toThrow("struct_lines: lines[1] has 4 elements");
    expect(() => callUntyped((value: never) => (l.lines = value), "ab")).toThrow(TypeError);
  });
});

test("characters by value, and callbacks", () => {
  expect([w.wide_next(0x1f600), w.utf16_next(0xfffe), w.utf32_next(0x10fffe)]).toEqual([0x1f601, 0xffff, 0x10ffff]);
  expect(() => w.utf16_next(0x10000)).toThrow("utf16_next: c must be");
  const seen: unknown[] = [];
  const sum = w.wide_each("ab", (character, rest) => {
    seen.push([character, wcstring(rest)]);
    return character;
  });
  expect([sum, seen]).toEqual([
    195,
    [
      [97, "b"],
      [98, ""],
    ],
  ]);
  expect(c.int.size).toBe(4);
});
