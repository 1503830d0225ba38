import { dump } from "c2ts";
import { describe, expect, test } from "vitest";
import { readLiteral } from "../../../src/parser/literal-macro.ts";
import { installedLibclang } from "../../support/libclang.ts";

const libclang = installedLibclang(19);

/** What a header says of the macros `M0`, `M1` … */
function macrosOf(text: string, clangArguments: readonly string[] = []) {
  const { spec } = dump(["memory.h"], { libclang, clangArguments, files: [{ file: "memory.h", text }] });
  return spec.declarations.map((one) => {
    const name = "name" in one ? one.name : null;
    return one.kind === "constant" ? ([name, one.type, one.value] as const) : ([name, null, null] as const);
  });
}

const values = (text: string, clangArguments?: readonly string[]) =>
  macrosOf(text, clangArguments).map(([name, , value]) => [name, value?.value ?? null] as const);

const INTEGERS = [
  "0",
  "1",
  "007",
  "0x1F",
  "2147483647",
  "2147483648",
  "4294967295",
  "0x7fffffff",
  "0x80000000",
  "0xffffffff",
];
const MORE = ["0x100000000", "037777777777", "9223372036854775807", "0xffffffffffffffff"];
const SUFFIXES = ["", "u", "L", "uL", "LU", "ll", "ull", "LLu"];
const LITERALS = [...INTEGERS, ...MORE]
  .flatMap((digits) =>
    SUFFIXES.flatMap((suffix) => [`${digits}${suffix}`, `-${digits}${suffix}`, `((-(${digits}${suffix})))`]),
  )
  .concat([
    "'a'",
    "'~'",
    "(' ')",
    '""',
    '"text"',
    '("in parentheses")',
    '"a b"',
    '"0123456789"',
    '"//"',
    '"/*"',
    '"é"',
    '"\\n"',
  ]);

describe("many literals in one header are what each is alone", () => {
  test.each([
    [],
    ["-std=c89"],
    ["-std=c99"],
    ["-m32"],
    ["--target=x86_64-pc-windows-msvc"],
    ["--target=aarch64-linux-gnu"],
    ["-funsigned-char"],
    ["-fwritable-strings"],
    ["-Wwrite-strings"],
  ])("%s %s", (...args) => {
    // One by one in as many rounds: a redefined macro is computed each time.
    const alone = `${LITERALS.map((_, i) => `#define M${i} ?\n#undef M${i}\n`).join("")}`;
    const together = LITERALS.map((literal, i) => `#define M${i} ${literal}\n`).join("");
    expect(macrosOf(together, args)).toEqual(macrosOf(alone + together, args));
  });
});

describe("a literal is not told where it may be none", () => {
  test("when the header ends", () => {
    const text = "#define A 1\n#define B 2\n#define C 3\n#undef B\n";
    expect(values(text)).toEqual([
      ["A", "1"],
      ["C", "3"],
    ]);
  });

  test("by pop_macro", () => {
    const text =
      '#define A 1\n#define B 2\n#pragma push_macro("B")\n#undef B\n#define B 3\n#pragma pop_macro("B")\n#define C 4\n';
    expect(Object.fromEntries(values(text))).toEqual({ A: "1", B: "2", C: "4" });
  });

  test("by pop_macro of what an argument defines", () => {
    const text = '#pragma push_macro("Bee")\n#undef Bee\n#define A 1\n#define Bee 2\n#pragma pop_macro("Bee")\n';
    expect(Object.fromEntries(values(text, ["-DBee=7"]))).toEqual({ A: "1", Bee: "7" });
  });

  test("by poison", () => {
    const text = "#define A 1\n#define B 2\n#define C 3\n#pragma GCC poison B\n";
    expect(Object.fromEntries(values(text))).toEqual({ A: "1", B: null, C: "3" });
  });

  test("by the compiler's own macros", () => {
    const text =
      '#pragma push_macro("linux")\n#undef linux\n#define A 2\n#define linux 3\n#pragma pop_macro("linux")\n';
    expect(Object.fromEntries(values(text, ["-std=gnu17"]))).toEqual({ A: "2", linux: "1" });
  });
});

test.each([
  ["1", "integer ", "1"],
  ["-0x10", "integer ", "-16"],
  ["( 010 )", "integer ", "8"],
  ["1uLL", "integer ull", "1"],
  ["'a'", "character", "97"],
  ['"a"', "string", "a"],
])("%s is told", (text, sort, value) => {
  expect(readLiteral(text)).toMatchObject({ sort, value: { value } });
});

test.each(
  [
    [
      "",
      "08",
      "0b1",
      "1'0",
      "1.0",
      "1f",
      "1lL",
      "1z",
      "~1",
      "!1",
      "+1",
      "- -1",
      "(1",
      "1)",
      "1)(",
      "1 2",
      "2147483648",
      "-1u",
    ],
    ["''", "'ab'", "'\\n'", "L'a'", "u8'a'", "'''", "'é'"],
    ['"a" "b"', 'L"a"', 'u8"a"', '"a\\n"', '"a\\"', '"é"', '"??="', '("a"', '"a")', '"\t"'],
  ].flat(),
)("%s is not", (text) => {
  expect(readLiteral(text)).toBeNull();
});
