import type { Cursor } from "./clang/cursor.ts";

/**
 * The symbol that the linker looks for: the asm label of the declaration, or else its C name.
 *
 * clang gives the mangled name: `\x01label` for a label, and on targets that prefix C names (Mach-O, i386 Windows)
 * `_name` for a plain one.
 */
export function linkerSymbol(cursor: Cursor, name: string): string {
  const mangled = cursor.mangling;
  if (mangled === "" || mangled === `_${name}`) return name;
  return mangled.startsWith("\u0001") ? mangled.slice(1) : mangled;
}
