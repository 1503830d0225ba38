import type { Library } from "./library.ts";

/** A library of which this system's headers do not declare some symbols, which those of other systems do. */
export function lacking(opened: Library, symbols: readonly string[]): Library {
  opened["~lack"](symbols);
  return opened;
}
