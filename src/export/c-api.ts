import type { Exportable } from "c2ts-runtime";

/** What a program exports to C, as the header says it. */
export interface CApi {
  readonly name: string;
  /** File that declares it, without folders. */
  readonly file: string;
  readonly functions: readonly CApiFunction[];
}

export interface CApiFunction {
  readonly name: string;
  /** Lines of its documentation. */
  readonly doc: readonly string[];
  readonly result: CUse | null;
  readonly parameters: readonly { readonly name: string; readonly type: CUse }[];
}

/** A C type where it is used. */
export interface CUse {
  /** Spelling; a declarator may follow it directly. */
  readonly c: string;
  /** What the runtime has for it: the same signature must come of both. */
  readonly descriptor: Exportable;
  /** Goes between C and TypeScript by its address, in memory of the C function's: it is no scalar. */
  readonly byAddress: boolean;
  /** Headers that declare it, as in an `#include` line with their quotes; `null`: some, of which its module says nothing. */
  readonly includes: readonly string[] | null;
}
