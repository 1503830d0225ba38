import type { TypeTable } from "../spec/abi/type-table.ts";
import type { Contract } from "../spec/annotations/contract.ts";
import type { Declaration } from "../spec/declaration.ts";
import type { Report } from "../spec/diagnostic.ts";
import type { Target } from "../spec/spec.ts";
import type { EnumStyle } from "./enum-style.ts";
import type { Hoisted } from "./hoisted.ts";
import type { Imports } from "./imports.ts";
import type { Names } from "./names.ts";
import type { Shim } from "./shim/shim.ts";

/** What every emitter needs to know about the module it writes to. */
export interface Context {
  readonly target: Target;
  readonly types: TypeTable;
  readonly names: Names;
  readonly imports: Imports;
  readonly hoisted: Hoisted;
  readonly report: Report;
  /** What the address of a record is a multiple of, by its id; see `leastAlignments`. */
  readonly alignments: ReadonlyMap<string, number>;
  readonly enumStyle: EnumStyle;
  /** C names of functions that are not to be called on the thread of JavaScript. */
  readonly asyncOnly: ReadonlySet<string>;
  /** C names of functions whose text the plain form leaves in place: it is to be freed, or is counted. */
  readonly textInPlace: ReadonlySet<string>;
  /** By C name of the function: what holds of each argument, as annotations say. */
  readonly contracts: ReadonlyMap<string, readonly Contract[]>;
  /** Local name of the library object. */
  readonly library: string;
  /** Whether arguments and results that are no scalars go by address: to a wrapper in C. */
  readonly byAddress: boolean;
  /** What a C compiler makes callable; `null` where there is to be none of it. */
  readonly shim: Shim | null;
}

/** For what is written under another name than the spec has it by: problems are about what the spec has. */
export function reportedAs(declaration: Declaration, cx: Context): Context {
  return { ...cx, report: (problem) => cx.report(problem, declaration) };
}
