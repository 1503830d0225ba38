import { wrongType } from "./argument-error.ts";

/**
 * How a C type, or one parameter, is to look in TypeScript: both ways. `C` is what the plain function takes and gives. Name it in
 * annotations, as `./file.ts#name`.
 */
export interface Converter<C, T> {
  /** What C is given. What it throws, the call throws before C is called. */
  toC(value: T): C;
  /** What the program is given. */
  fromC(value: C): T;
}

/** The elements of an array, each as C is given it. */
export function eachToC<C, T>(converter: Converter<C, T>, values: readonly T[], fn: string, parameter: string): C[] {
  const given: unknown = values;
  if (!Array.isArray(given)) throw wrongType(fn, parameter, "an array", given);
  return values.map((value) => converter.toC(value));
}

/** What C has written to an array, each as the program is given it. */
export function eachFromC<C, T>(converter: Converter<C, T>, values: Iterable<C>): T[] {
  return Array.from(values, (value) => converter.fromC(value));
}
