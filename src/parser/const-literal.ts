/**
 * The same compound literal, of `const` elements: only those does clang read in a constant expression.
 *
 * @param body of a macro that is an array literal in parentheses or without: `((int[]){1, 2})`.
 * @returns `null` where it is not written there: the macro has it from another macro.
 */
export function constLiteral(body: string): string | null {
  const open = /\)\s*\{/.exec(body)?.index;
  if (open === undefined) return null;
  let depth = 0;
  for (let at = open; at >= 0; at--) {
    if (body[at] === ")") depth++;
    if (body[at] === "(" && --depth === 0) {
      return `${body.slice(0, at)}(const __typeof__(${body.slice(at + 1, open)}))${body.slice(open + 1)}`;
    }
  }
  return null;
}
