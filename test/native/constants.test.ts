import { describe, expect, expectTypeOf, test } from "vitest";
import * as k from "../../fixtures/constants/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("constants");

describe("values", () => {
  const table: readonly { readonly name: keyof typeof k; readonly want: unknown }[] = [
    { name: "ANSWER", want: 42 },
    { name: "NEGATIVE", want: -7 },
    { name: "HEX", want: 255 },
    { name: "U64_MAX", want: 18446744073709551615n },
    { name: "I64_MIN", want: -9223372036854775808n },
    { name: "BEYOND_DOUBLE", want: 9007199254740993n },
    { name: "RATIO", want: 1.5 },
    { name: "THIRD", want: 1 / 3 },
    { name: "INFINITE", want: Number.POSITIVE_INFINITY },
    { name: "NOT_A_NUMBER", want: Number.NaN },
    { name: "LETTER", want: 99 },
    { name: "HIGH_CHAR", want: -1 },
    { name: "TEXT", want: 'tab\there "quoted" \\ and A' },
    { name: "JOINED", want: "onetwo" },
    { name: "WITH_NUL", want: "a\0b" },
    { name: "NOT_UTF8", want: Uint8Array.of(0xff, 0xfe) },
    { name: "WIDE", want: "wide é" },
    { name: "UTF16", want: "😀" },
    { name: "SIZE", want: 8 },
    { name: "CAST", want: 44 },
    { name: "FROM_ENUM", want: 5 },
    { name: "FIRST", want: 1 },
    { name: "ANYWHERE", want: 0xffffffffffffffffn },
    { name: "NOWHERE", want: null },
    { name: "DESTRUCTOR", want: 0xffffffffffffffffn },
    { name: "TRUTH", want: true },
    { name: "AFTER_BRACE", want: 11 },
    { name: "AFTER_PAREN", want: 12 },
    { name: "AFTER_STATEMENT", want: 13 },
    { name: "AFTER_UNBALANCED", want: 14 },
    { name: "AGAIN", want: 2 },
    { name: "LONG_DOUBLE", want: 1 },
    { name: "LAST", want: "last" },
  ];

  test.for(table)("$name", ({ name, want }) => {
    expect(Reflect.get(k, name)).toEqual(want);
  });

  test("nothing else is exported", () => {
    const known = table.map(({ name }) => name);
    expect(Object.keys(k).filter((name) => !known.some((other) => other === name))).toEqual([
      "has",
      "SELF",
      "TYPE_MACRO",
      "SQUARE",
    ]);
  });

  test("literal types", () => {
    expectTypeOf<typeof k.ANSWER>().toEqualTypeOf<42>();
    expectTypeOf<typeof k.U64_MAX>().toEqualTypeOf<18446744073709551615n>();
    expectTypeOf<typeof k.JOINED>().toEqualTypeOf<"onetwo">();
    expectTypeOf<typeof k.TRUTH>().toEqualTypeOf<true>();
    expectTypeOf<typeof k.NOWHERE>().toEqualTypeOf<null>();
  });

  test("a macro that names the variable of its own name", () => {
    expect(k.SELF.value).toBe(5);
  });
});
