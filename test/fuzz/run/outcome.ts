import type { Problem } from "../../../src/spec/diagnostic.ts";

/** What came of one case. */
export interface Outcome {
  readonly index: number;
  /** Lines for people: what differs, what crashed. Empty: all is well. */
  readonly faults: readonly string[];
  readonly refused: readonly { readonly key: string; readonly problem: Problem }[];
  /** Bound, but there were no values to try it with. */
  readonly untried: readonly string[];
  /** Layout facts, constants and member accesses that agree. */
  readonly facts: number;
  /** Calls that agree, in what C saw, what its callbacks saw and what came back. */
  readonly calls: number;
}

/** Whether nothing but the layout differs: then the two compilers may be of two minds. */
export function isLayoutFault(fault: string): boolean {
  return /^(sizeof|_Alignof|offsetof|bits)\(/.test(fault);
}
