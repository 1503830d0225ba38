import type { Declaration } from "../declaration.ts";

/** The number that a c2ffi file gives each record and enum, by its id in the spec. References carry it, as do definitions without a tag. */
export type Numbers = ReadonlyMap<string, number>;

/** Numbers from 1, in the order of the spec. */
export function numbersOf(declarations: readonly Declaration[]): Numbers {
  const numbers = new Map<string, number>();
  for (const declaration of declarations) {
    if (declaration.kind !== "record" && declaration.kind !== "enum") continue;
    if (!numbers.has(declaration.id)) numbers.set(declaration.id, numbers.size + 1);
  }
  return numbers;
}
