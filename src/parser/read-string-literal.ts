import type { ConstantValue } from "../spec/declaration.ts";
import type { Cursor } from "./clang/cursor.ts";
import { stringLiteralValue } from "./string-literal.ts";

/** Value of a `CXCursor_StringLiteral`; `null` where it is no text. */
export function readStringLiteral(literal: Cursor): ConstantValue | null {
  const { size, arrayLength } = literal.type.canonical; // an array, its NUL included
  return stringLiteralValue(literal.spelling, ((size ?? arrayLength) / arrayLength) * 8);
}
