import { describe, expect, expectTypeOf, test } from "vitest";
import * as s from "../../fixtures/macro-strings/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("macro-strings");

describe("text", () => {
  test("of every prefix", () => {
    expect(s.ESCAPES).toBe("\u0007\b\f\n\r\t\v\\\"'?\u001b\u007f");
    expect([s.ACCENT, s.WIDE, s.UTF8, s.UTF16, s.UTF32]).toEqual([
      "héllo 😀",
      "wide €",
      "utf-8 é",
      "utf-16 😀",
      "utf-32 😀",
    ]);
    expect(s.JOINED).toBe("one two three");
    expect(s.NUMBER_TEXT).toBe("number 42");
    expectTypeOf<typeof s.WIDE_JOINED>().toEqualTypeOf<"one two">();
  });

  test("behind casts, offsets and choices", () => {
    expect([s.CONST_TEXT, s.XML_TEXT, s.XML_MUTABLE]).toEqual(["cast", "xml", "mutable"]);
    expect([s.TAIL, s.ADDRESS_OF, s.CHOSEN, s.NESTED_CHOICE, s.GENERIC]).toEqual([
      "tail",
      "bc",
      "sixty-four",
      "yes",
      "int",
    ]);
    expect(s.BUILTIN_CHOICE).toBe("a\0b");
  });

  test("is what C takes", () => {
    expect(s.length_of(s.ACCENT)).toBe(11);
    expect(s.length_of(s.TAIL)).toBe(4);
    expect(s.RAW_BYTES).toEqual(Uint8Array.of(0xff, 0, 1));
  });
});

test("what is no text, or not known before the program runs, is no constant", () => {
  const exported = Object.keys(s);
  for (const name of ["AS_VOID", "VARIANT", "AS_NUMBER", "WIDER", "BEYOND", "LONE_SURROGATE", "HERE"]) {
    expect(exported).not.toContain(name);
  }
  expect(s.BUFFER).toBe(s.buffer);
  expect(s.GOTTEN.value).toBe(s.getter());
});
