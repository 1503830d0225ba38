import { Digits } from "./digits.ts";

/** Property that marks a number in the text given to `JSON.parse`. */
const MARK = "\u0000digits";

/** A string, or a number; strings come first, so that digits in them stay what they are. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/**
 * Parses JSON without losing digits: integers of 16 digits and more, which a double may not hold, come as {@link Digits};
 * so do numbers with an exponent, whose form says who rounded them.
 *
 * @throws SyntaxError
 */
export function readJson(text: string): unknown {
  let found = false;
  const marked = text.replace(TOKENS, (token) => {
    if (!/^-?\d{16,}$|^-?[\d.]+[eE]/.test(token)) return token;
    found = true;
    return `{${JSON.stringify(MARK)}:"${token}"}`;
  });
  return found ? JSON.parse(marked, (_, value: unknown) => digitsOf(value) ?? value) : JSON.parse(text);
}

function digitsOf(value: unknown): Digits | null {
  if (typeof value !== "object" || value === null || !(MARK in value)) return null;
  return typeof value[MARK] === "string" ? new Digits(value[MARK]) : null;
}
