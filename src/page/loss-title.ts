import type { Problem } from "../spec/diagnostic.ts";

/** What those have in common that are left out for one reason. */
const TITLES: { readonly [K in Problem["code"]]?: string } = {
  "unsupported-type": "Types that have no counterpart",
  "unsupported-member": "Members that have no counterpart",
  "unsupported-by-value": "What cannot be passed by value",
  "unsupported-callback": "Callbacks that C cannot make",
  "unsupported-convention": "Other calling conventions",
  "va-list": "Lists of variadic arguments",
  "no-symbol": "Functions without a symbol",
  "hidden-symbol": "Symbols that the library keeps to itself",
  unavailable: "Declared as unavailable",
  "inline-symbol": "Inline functions",
  "duplicate-name": "Names that are taken",
  "macro-over-function": "Macros of a function's name",
  "macro-not-a-value": "Macros that stand for no value",
  "macro-undefined": "Macros whose value C leaves undefined",
  "alias-left-out": "Other names of what is left out",
  "macro-with-parameters": "Macros that are no expression",
  "inexact-constant": "Constants that no number holds",
  "unsupported-constant": "Constants that have no counterpart",
  "declared-unsupported": "Declarations outside of C",
  unnamed: "Without a name",
};

export function lossTitle(code: Problem["code"]): string {
  return TITLES[code] ?? code.replaceAll("-", " ");
}
