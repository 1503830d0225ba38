import { beforeAll, expect, test } from "vitest";
import * as clang from "../../../src/parser/clang/libclang.ts";
import { withTranslationUnit } from "../../../src/parser/clang/translation-unit.ts";
import { loadLibclang } from "../../../src/parser/load-libclang.ts";
import { macroTokens } from "../../../src/parser/macro-tokens.ts";
import { installedLibclang } from "../../support/libclang.ts";

beforeAll(() => {
  loadLibclang(installedLibclang(19));
});

/** What clang itself makes of each text in parentheses as the body of a macro: `##` must not be first or last in one. */
function clangTokens(bodies: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const text = bodies.map((body, i) => `#define M${i} (${body})\n`).join("");
  return withTranslationUnit(
    { arguments: ["-Wno-everything"], source: { file: "a.c", text }, macros: true },
    (unit) => {
      const macros = unit.cursor.children.filter(
        ({ kind, spelling }) => kind === clang.CXCursor_MacroDefinition && /^M\d+$/.test(spelling),
      );
      return new Map(
        macros.map((cursor) => [bodies[Number(cursor.spelling.slice(1))] ?? "", unit.tokens(cursor).slice(2, -1)]),
      );
    },
  );
}

/** Everything that is put together from these, two at a time with nothing between, is divided as clang does it. */
const PIECES =
  `a _b1 L 0 1u 0x1F .5 1.e-3 1e+5 'c' '\\'' L'x' "s" "menu" "p-" "a\\"b" L"w" "" + ++ - -- -> * / % & && | || ^ ~ ! = == != < << <= > >> >= <<= >>= += -= *= /= %= &= ^= |= ( ) [ ] { } , ; : ? . ... # ##`.split(
    " ",
  );

test("tokens are those of clang", () => {
  const all = PIECES.flatMap((a) => PIECES.map((b) => `${a}${b}`));
  const given = all.filter((text) => macroTokens(text) !== null && !/\/[/*]/.test(text));
  expect(given.length).toBeGreaterThan(all.length * 0.9);
  expect(new Map(given.map((text) => [text, macroTokens(text)]))).toEqual(clangTokens(given));
});

test.each([
  ["what versions of C see differently", ['u8"x"', "u'x'", 'U"x"', 'R"(x)"', 'LR"(x)"', "1'000", "a::b"]],
  ["signs behind exponents", ["0xE+1", "0x1p+3", "1p-1"]],
  ["digraphs, trigraphs and placeholders", ["<#", "<:", ":>", "<%", "%>", "%:", "??="]],
  ["what is no token", ["it's", '"open', "a\\b", "@", "`", "$a", "é", "\u0001"]],
])("the compiler is asked about %s", (_, texts) => {
  expect(texts.map(macroTokens)).toEqual(texts.map(() => null));
});

test("clang's own have neither comments nor the joints of lines", () => {
  expect([...clangTokens(["a /* b */ + \\\n{ c"]).values()]).toEqual([["a", "+", "{", "c"]]);
});
