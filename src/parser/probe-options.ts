import type { Parses, SourceText } from "./clang/translation-unit.ts";
import { UNDEFINED_WARNINGS } from "./undefined-value.ts";

/** How to ask the compiler about what the headers define: by parsing them again with questions behind them. */
export interface ProbeOptions {
  readonly arguments: readonly string[];
  /** The source that includes the headers. */
  readonly source: SourceText;
  readonly others: readonly SourceText[];
  readonly parses: Parses;
}

/**
 * Warnings are off, but for a type without a specifier: where `const` is `const int` by C89's rules, it is no type; and for
 * values that C leaves undefined.
 */
export const PROBE_DIAGNOSTICS: readonly string[] = [
  "-Wno-everything",
  "-Wno-error",
  "-Werror=implicit-int",
  ...UNDEFINED_WARNINGS,
  "-ferror-limit=0",
  "-fno-spell-checking",
];
