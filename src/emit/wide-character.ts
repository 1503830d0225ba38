import type { CType } from "../spec/ctype.ts";
import type { Context } from "./context.ts";

const WIDE_CHARACTERS: ReadonlySet<string> = new Set(["wchar_t", "char16_t", "char32_t"]);

/** Whether a type is a character of text that is wider than a byte: `wchar_t`, `char16_t` or `char32_t`, also by another name. */
export function isWideCharacter(type: CType, cx: Context): boolean {
  return wideCharacterBits(type, cx) !== null;
}

/** The bits of such a character; `null` for any other type. */
export function wideCharacterBits(type: CType, cx: Context): 16 | 32 | null {
  const resolved = cx.types.resolve(type);
  if (resolved.kind !== "int") return null;
  const isWide = [resolved.name, ...cx.types.typedefNames(type)].some((name) => WIDE_CHARACTERS.has(name));
  return isWide && (resolved.bits === 16 || resolved.bits === 32) ? resolved.bits : null;
}
