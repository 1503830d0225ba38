import { wrongType } from "./argument-error.ts";
import { ForeignError } from "./foreign-error.ts";

/** Argument check of a pointer that C says must not be NULL (`nonnull`, `_Nonnull`, `[static N]`). */
export function nonnull<T>(value: T | null, fn: string, parameter: string): T {
  if (value !== null) return value;
  throw wrongType(fn, parameter, "a pointer: C does not take NULL here", value);
}

/** A result that C says is never NULL; a ForeignError where it is all the same. */
export function retNonnull<T>(result: T | null, fn: string): T {
  if (result !== null) return result;
  throw new ForeignError(`${fn}: C gave NULL, which is said never to happen`, { fn });
}
