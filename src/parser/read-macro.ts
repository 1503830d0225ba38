import type { MacroDeclaration } from "../spec/declaration.ts";
import type { Cursor } from "./clang/cursor.ts";
import type { TranslationUnit } from "./clang/translation-unit.ts";
import type { MacroText } from "./macro-definition.ts";
import { macroTokens } from "./macro-tokens.ts";

/**
 * Parameters and replacement list of a macro, from the tokens of its definition (C17 6.10.3).
 *
 * @param text of the definition, if it could be found.
 */
export function readMacro(
  cursor: Cursor,
  text: MacroText | null,
  unit: TranslationUnit,
): Pick<MacroDeclaration, "parameters" | "body"> {
  const tokens = (text === null ? null : macroTokens(text.body)) ?? unit.tokens(cursor).slice(1);
  if (!cursor.isFunctionLikeMacro) return { parameters: null, body: tokens };
  const close = tokens.indexOf(")");
  return { parameters: parameterNames(tokens.slice(1, close)), body: tokens.slice(close + 1) };
}

/** GNU's `args...` is one parameter. */
function parameterNames(tokens: readonly string[]): readonly string[] {
  return tokens.flatMap((token, i) => {
    if (token === "," || tokens[i + 1] === "...") return [];
    const before = tokens[i - 1] ?? ",";
    return [token === "..." && before !== "," ? `${before}...` : token];
  });
}
