import { ForeignError, library } from "c2ts-runtime";
import type { Declaration } from "../spec/declaration.ts";
import type { Fault } from "./fault.ts";

/** The library that a module calls, as the module names it. */
export interface LibraryName {
  readonly name: string;
  /** File names to try first. */
  readonly candidates: readonly string[];
  /** URL of the module, which a relative path is relative to. */
  readonly base: string;
}

/** Functions and variables of a module, which the library is to export. */
export type Bound = Extract<Declaration, { readonly kind: "function" | "global" }>;

type MissingSymbol = Extract<Fault, { readonly code: "missing-symbol" }>;

/**
 * What a library, as this machine has it, does not export of what a module binds. It is loaded as a program loads it.
 *
 * @returns why nothing could be found out where there is no such library.
 */
export function checkSymbols(
  bound: readonly Bound[],
  { name, candidates, base }: LibraryName,
): readonly MissingSymbol[] | string {
  const loaded = library(name, candidates, base);
  try {
    return bound
      .filter(({ symbol }) => !loaded.has(symbol))
      .map(({ name: decl, symbol, location }) => ({ code: "missing-symbol", decl, symbol, location }));
  } catch (error) {
    if (error instanceof ForeignError) return error.message;
    throw error;
  }
}
