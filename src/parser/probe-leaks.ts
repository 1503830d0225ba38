import type { Cursor } from "./clang/cursor.ts";
import * as clang from "./clang/libclang.ts";

/**
 * Declarations that probes have made beside what they ask: `typedef (unknown + 1) probe;` makes a typedef `unknown` for clang, which
 * goes on with `int` where a type is missing, and to macros behind it `unknown` is then a type. What the headers declare
 * themselves is not made another thing: that is an error, and no declaration counts but theirs.
 *
 * @param strangers declarations among the probes that are none.
 * @param headers what is declared in front of the probes.
 */
export function leaked(strangers: readonly Cursor[], headers: readonly Cursor[]): readonly Cursor[] {
  if (strangers.length === 0) return [];
  const unknown = new Set(strangers.map(({ spelling }) => spelling));
  for (const cursor of headers) {
    const named = cursor.kind === clang.CXCursor_EnumDecl ? cursor.children : [cursor];
    for (const { spelling } of named) unknown.delete(spelling);
    if (unknown.size === 0) return [];
  }
  return strangers.filter(({ spelling }) => unknown.has(spelling));
}
