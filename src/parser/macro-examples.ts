import { type Literal, readLiteral } from "./literal-macro.ts";
import type { MacroProbe } from "./probe-source.ts";

/** A macro that is a literal, and another one of that sort for the compiler to look at: of many alike it need see one. */
export interface Alike {
  readonly literal: Literal;
  readonly example: { readonly name: string; readonly literal: Literal };
}

/**
 * Finds the macros that need not be computed, since they are literals like others that are.
 *
 * @param args of the compiler, which may define macros too.
 */
export function findAlike(macros: readonly MacroProbe[], args: readonly string[]): ReadonlyMap<string, Alike> {
  const examples = new Map<string, Alike["example"]>();
  const alike = new Map<string, Alike>();
  for (const macro of macros) {
    const literal = isCertain(macro, args) ? readLiteral(macro.body ?? "") : null;
    if (literal === null) continue;
    const example = examples.get(literal.sort);
    if (example === undefined) examples.set(literal.sort, { name: macro.name, literal });
    else alike.set(macro.name, { literal, example });
  }
  return alike;
}

/**
 * Whether a macro that is still defined at the end can only be defined as the header says. `#pragma pop_macro` may bring any
 * earlier definition back, also one of the compiler itself (`linux`, and names with an underscore) or of its arguments.
 */
function isCertain({ name, functionLike, isRedefined }: MacroProbe, args: readonly string[]): boolean {
  return (
    !functionLike &&
    !isRedefined &&
    /^[A-Za-z]\w*$/.test(name) &&
    /[A-Z]/.test(name) &&
    !args.some((arg) => arg.includes(name))
  );
}
