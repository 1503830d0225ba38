import type { Report } from "./diagnostic.ts";
import type { Spec } from "./spec.ts";

/** Takes a spec to a smaller or simpler one and reports what it removed; never mutates, prints or looks at files. */
export type Pass = (spec: Spec, report: Report) => Spec;
