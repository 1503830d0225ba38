import type { MacroDeclaration } from "../spec/declaration.ts";
import type { Cursor } from "./clang/cursor.ts";
import type { TranslationUnit } from "./clang/translation-unit.ts";

/** Parameters and replacement list of a macro, from the tokens of its definition (C17 6.10.3). */
export function readMacro(cursor: Cursor, unit: TranslationUnit): Pick<MacroDeclaration, "parameters" | "body"> {
  const tokens = unit.tokens(cursor).slice(1);
  if (!cursor.isFunctionLikeMacro) return { parameters: null, body: tokens };
  const close = tokens.indexOf(")");
  return { parameters: tokens.slice(1, close).filter((token) => token !== ","), body: tokens.slice(close + 1) };
}
