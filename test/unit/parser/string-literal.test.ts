import { expect, test } from "vitest";
import { stringLiteralValue } from "../../../src/parser/string-literal.ts";

interface Case {
  readonly name: string;
  readonly given: string;
  /** Of a character; default: 32 for `L` and `U`, 16 for `u`. */
  readonly bits?: number;
  readonly want: unknown;
}

test.for<Case>([
  { name: "plain", given: '"text"', want: { kind: "string", value: "text" } },
  { name: "empty", given: '""', want: { kind: "string", value: "" } },
  { name: "escapes", given: '"\\a\\b\\f\\n\\r\\t\\v\\\\\\""', want: { kind: "string", value: '\x07\b\f\n\r\t\v\\"' } },
  { name: "octal UTF-8", given: '"h\\303\\251llo"', want: { kind: "string", value: "héllo" } },
  { name: "NUL inside", given: '"a\\000b"', want: { kind: "string", value: "a\0b" } },
  { name: "octal before a digit", given: '"\\0011"', want: { kind: "string", value: "\x011" } },
  { name: "no UTF-8", given: '"\\377\\376"', want: { kind: "bytes", value: "fffe" } },
  {
    name: "wide with a hexadecimal escape before a digit",
    given: 'L"\\x1F600""a"',
    want: { kind: "string", value: "😀a" },
  },
  { name: "UTF-16 with a code point", given: 'u"\\U0001F600x"', want: { kind: "string", value: "😀x" } },
  { name: "short code point", given: 'U"\\u00e9"', want: { kind: "string", value: "é" } },
  { name: "UTF-8 prefix", given: 'u8"\\303\\251"', want: { kind: "string", value: "é" } },
  { name: "a lone surrogate is no text", given: 'u"\\xD800"', want: null },
  { name: "no literal", given: "text", want: null },
  { name: "wide of 16 bits", given: 'L"\\xE9\\xD83D\\xDE00"', bits: 16, want: { kind: "string", value: "é😀" } },
  { name: "wide of 16 bits, a lone surrogate", given: 'L"\\xDE00\\xD83D"', bits: 16, want: null },
  { name: "wide of 32 bits: two surrogates are no character", given: 'L"\\xD83D\\xDE00"', bits: 32, want: null },
])("$name", ({ given, bits = given.startsWith('u"') ? 16 : 32, want }) => {
  expect(stringLiteralValue(given, bits)).toEqual(want);
});
