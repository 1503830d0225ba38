import type { Diagnostic } from "./clang/diagnostics.ts";

/** What clang's evaluator objects to in an expression that has a value all the same, and how we say it. */
const NOTES: readonly (readonly [RegExp, string])[] = [
  [/^value (\S+) is outside the range of representable values of type '(.+)'$/, "its $1 is no $2"],
  [/^shift count (\d+) >= width of type '.*' \((\d+) bits?\)$/, "it shifts $2 bits by $1"],
  [/^negative shift count (-\d+)$/, "it shifts by $1"],
];

/** Warnings that say the same, less exactly: also of what is never evaluated (`0 ? 1 / 0 : 1`). */
const WARNINGS: readonly (readonly [RegExp, string])[] = [
  [/^shift count .*/, "it shifts by too many bits"],
  [/^overflow in expression.*/, "its value is too large for its type"],
];

/** Options that make clang say so. */
export const UNDEFINED_WARNINGS: readonly string[] = [
  "-Wshift-count-overflow",
  "-Wshift-count-negative",
  "-Winteger-overflow",
];

/** What clang said about one macro. */
export interface Objections {
  /** Errors about its use where only what C defines may stand. */
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly string[];
}

/**
 * Why C leaves a macro's value undefined; `null` if it does not. clang computes one all the same, and other compilers
 * another. What a left shift of a negative number gives, one into the sign, and a floating division by zero, gcc and clang
 * define.
 *
 * @param hasValue whether clang has a value for it: of a division by zero, only a floating one.
 */
export function undefinedValue({ errors, warnings }: Objections, hasValue: boolean): string | null {
  const notes = errors.flatMap((error) => error.notes);
  const reason = translated(notes, NOTES);
  if (reason !== null) return reason;
  if (!hasValue && notes.includes("division by zero")) return "it divides by zero";
  // The evaluator names the first objection only, which may be one that does not matter.
  return errors.length === 0 ? null : translated(warnings, WARNINGS);
}

function translated(messages: readonly string[], texts: readonly (readonly [RegExp, string])[]): string | null {
  for (const message of messages) {
    const known = texts.find(([pattern]) => pattern.test(message));
    if (known !== undefined) return message.replace(...known);
  }
  return null;
}
