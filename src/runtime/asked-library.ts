import { wrongType } from "./argument-error.ts";
import type { Library } from "./library.ts";

/** A generated module, or a {@link Library}: what can say whether a library has a symbol. */
export interface HasSymbols {
  has(symbol: string): boolean;
}

/** Set while a generated module is asked for its library: all that it shows of it is `has`. */
let asking: { answered: Library | null } | null = null;

/** A library has been asked for a symbol. */
export function noteAsked(library: Library): void {
  if (asking !== null) asking.answered = library;
}

/** The library of a generated module, and whether it has a symbol. Opens it. */
export function askedLibrary(of: HasSymbols, symbol: string, owner: string): { library: Library; has: boolean } {
  const given: unknown = of;
  const canBeAsked = typeof given === "object" && given !== null && "has" in given && typeof given.has === "function";
  const outer = asking;
  const mine: { answered: Library | null } = { answered: null };
  asking = mine;
  try {
    const has = canBeAsked && of.has(symbol);
    if (mine.answered !== null) return { library: mine.answered, has };
  } finally {
    asking = outer;
  }
  throw wrongType(owner, "library", "a generated module (import * as shop) or library(…)", given);
}
