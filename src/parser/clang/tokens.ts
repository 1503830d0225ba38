import { c, Ref } from "c2ts-runtime";
import { takeString } from "./clang-string.ts";
import type { Cursor } from "./cursor.ts";
import {
  CXToken,
  type CXTranslationUnit,
  clang_disposeTokens,
  clang_getCursorExtent,
  clang_getTokenSpelling,
  clang_tokenize,
} from "./libclang.ts";

/**
 * Spellings of the tokens that a cursor covers, without what is none: comments, and the joints of lines.
 *
 * C: `clang_tokenize` allocates the array; `clang_disposeTokens` frees it.
 */
export function readTokens(unit: CXTranslationUnit, cursor: Cursor): readonly string[] {
  const tokens = new Ref(c.pointer(CXToken));
  const count = new Ref(c.uint);
  clang_tokenize(unit, clang_getCursorExtent(cursor.raw), tokens, count);
  const first = tokens.value;
  if (first === null) return [];
  try {
    const spellings = Array.from({ length: count.value }, (_, i) =>
      takeString(clang_getTokenSpelling(unit, CXToken.at(first, i))),
    );
    return spellings
      .map((spelling) => spelling.replaceAll(/\\\r?\n/g, ""))
      .filter((spelling) => !/^\/[*/]/.test(spelling));
  } finally {
    clang_disposeTokens(unit, first, count.value);
  }
}
