import type { Report } from "./diagnostic.ts";
import type { Spec } from "./spec.ts";

/** What is to be made of a spec. */
export interface PassOptions {
  /** Whether a C compiler makes wrappers of functions: then those stay that have no symbol, or another convention. */
  readonly wraps: boolean;
}

/** Takes a spec to a smaller or simpler one and reports what it removed; never mutates, prints or looks at files. */
export type Pass = (spec: Spec, report: Report, options: PassOptions) => Spec;
