import type { Cursor } from "./clang/cursor.ts";
import { CXCursor_AsmLabelAttr } from "./clang/libclang.ts";

/**
 * The symbol that the linker looks for, without the prefix that a target gives all C names (`_` on Mach-O): the asm label
 * of the declaration, what `#pragma redefine_extname` or an attribute makes of its name, or else its C name.
 *
 * @param attributes of the declaration.
 */
export function linkerSymbol(declaration: Cursor, attributes: readonly Cursor[]): string {
  const name = declaration.spelling;
  const label = attributes.find(({ kind }) => kind === CXCursor_AsmLabelAttr)?.spelling;
  if (label !== undefined) return label;
  // The pragma's label is an attribute without a cursor; only the symbol tells.
  return declaration.hasAttributes ? undecorated(declaration.mangling, name) : name;
}

/** `\x01` says that no prefix is to be added; `_f@8`, `@f@8` and `f@@8` are what Windows calls an `f` by its convention. */
function undecorated(symbol: string, name: string): string {
  if (symbol === "" || symbol === name) return name;
  if (symbol.startsWith("\x01")) return symbol.slice(1);
  const isDecorated = /^[_@]?$/.test(symbol.slice(0, symbol.indexOf(name))) && symbol.includes(name);
  return isDecorated && /^(?:@@?\d+)?$/.test(symbol.slice(symbol.indexOf(name) + name.length)) ? name : symbol;
}
