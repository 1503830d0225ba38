import type { TypeTable } from "../spec/abi/type-table.ts";
import type { Report } from "../spec/diagnostic.ts";
import type { Target } from "../spec/spec.ts";
import type { Hoisted } from "./hoisted.ts";
import type { Imports } from "./imports.ts";
import type { Names } from "./names.ts";

/** What every emitter needs to know about the module it writes to. */
export interface Context {
  readonly target: Target;
  readonly types: TypeTable;
  readonly names: Names;
  readonly imports: Imports;
  readonly hoisted: Hoisted;
  readonly report: Report;
  /** Local name of the library object. */
  readonly library: string;
}
