import type { TextCall } from "./api-function.ts";

/** What C assumes of an argument, whichever form of the function it is given to: what is not so would end the process. */
export interface Contract {
  /** NULL is not allowed. */
  readonly nonnull: boolean;
  /** C frees what it is given: `own` what the library allocated, `malloc` any of C's heap. */
  readonly frees: "own" | "malloc" | null;
  /** There is room for so many elements (of `void *`: bytes), whether C reads or writes them. */
  readonly atLeast: Quantity | null;
}

/** A number of elements that is known before the call. */
export type Quantity =
  | { readonly kind: "fixed"; readonly number: number }
  | { readonly kind: "constant"; readonly name: string }
  | { readonly kind: "parameter"; readonly index: number }
  | { readonly kind: "call"; readonly call: TextCall }
  | { readonly kind: "product"; readonly of: readonly Quantity[] };

export const NO_CONTRACT: Contract = { nonnull: false, frees: null, atLeast: null };

/** Whether anything is said at all. */
export function says({ nonnull, frees, atLeast }: Contract): boolean {
  return nonnull || frees !== null || atLeast !== null;
}
