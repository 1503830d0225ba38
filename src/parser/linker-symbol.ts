import type { Cursor } from "./clang/cursor.ts";
import { CXCursor_AsmLabelAttr } from "./clang/libclang.ts";

/**
 * The symbol that the linker looks for, without the prefix that a target gives all C names (`_` on Mach-O): the asm label
 * of the declaration, or else its C name.
 *
 * @param attributes of the declaration.
 */
export function linkerSymbol(name: string, attributes: readonly Cursor[]): string {
  return attributes.find(({ kind }) => kind === CXCursor_AsmLabelAttr)?.spelling ?? name;
}
