import type { Declaration } from "../declaration.ts";
import type { SourceLocation } from "../location.ts";

/** What a change does to programs that were built with the old headers. */
export type Impact =
  /** A module or program made from the old headers is wrong with a library of the new ones, or misses something. */
  | "breaking"
  /** The machine code fits; a module made anew may have other types, names or checks. */
  | "source"
  /** Nothing but what people read: comments, names of parameters. */
  | "text";

/** One fact of a declaration that is not what it was. */
export interface Difference {
  readonly impact: Impact;
  /** `size`, `result`, `parameter 2`, `member x: offset`. */
  readonly what: string;
  /** As C or as a number with its unit; `null` if there was none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** A declaration of one name that came, went or is another now. */
export interface Change {
  readonly change: "added" | "removed" | "changed";
  readonly kind: Declaration["kind"];
  /** `sqlite3_open`, `struct point`. */
  readonly name: string;
  /** The worst of its differences. */
  readonly impact: Impact;
  /** In the new headers; of what was removed, in the old ones. */
  readonly location: SourceLocation;
  /** In C: what was added or removed. `null` for what has changed, where the differences say it. */
  readonly text: string | null;
  readonly differences: readonly Difference[];
}
