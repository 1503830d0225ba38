import type { Report } from "./diagnostic.ts";
import { dropDuplicates } from "./drop-duplicates.ts";
import { dropUncallable } from "./drop-uncallable.ts";
import type { Pass, PassOptions } from "./pass.ts";
import type { Spec } from "./spec.ts";

/** Order matters: each line says what it relies on. */
export const PASSES: readonly Pass[] = [
  dropDuplicates, // first: everything below may assume that ids and names are unique
  dropUncallable, // after dropDuplicates: one report per declaration, not per redeclaration
];

export function runPasses(spec: Spec, report: Report, options: PassOptions): Spec {
  return PASSES.reduce((before, pass) => pass(before, report, options), spec);
}
