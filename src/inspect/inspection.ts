import type { Outcome } from "../spec/account.ts";
import type { DeclaredKind } from "../spec/declared.ts";
import type { Effect, Problem, Severity } from "../spec/diagnostic.ts";
import type { SourceLocation } from "../spec/location.ts";

/** All that is known of one declaration, on both sides. */
export interface Inspection {
  readonly kind: DeclaredKind;
  /** As C calls it: `struct stat`, `sqlite3_open`. */
  readonly name: string;
  readonly location: SourceLocation;
  /** The declaration in C, on one line, without the members of records and enums. */
  readonly c: string;
  /** The declaration in TypeScript, on one line, without a body; `null` for what the module does not have. */
  readonly typescript: string | null;
  /** Names under which programs import it. */
  readonly exports: readonly string[];
  readonly outcome: Outcome;
  /** What was said about it when it was read and bound. */
  readonly problems: readonly InspectedProblem[];
  /** Linker symbol of a function or variable where it is not the name, else `null`. */
  readonly symbol: string | null;
  readonly deprecated: string | null;
  readonly unavailable: string | null;
  /** Lines of the comment, without its marks. */
  readonly doc: readonly string[];
  readonly detail: Detail | null;
}

export interface InspectedProblem {
  readonly code: Problem["code"];
  readonly severity: Severity;
  readonly effect: Effect;
  readonly text: string;
}

/** What only some kinds of declaration have. */
export type Detail =
  | { readonly kind: "calls"; readonly passed: readonly PassedByValue[] }
  | RecordDetail
  | EnumDetail
  /** What a typedef stands for, step by step; the last is no typedef. */
  | {
      readonly kind: "typedef";
      readonly chain: readonly string[];
      readonly size: number | null;
      readonly align: number | null;
    }
  | { readonly kind: "constant"; readonly type: string; readonly value: string; readonly hex: string | null };

/** Something that is no scalar to the processor, and how it travels. */
export interface PassedByValue {
  /** `result`, or the parameter's name or number. */
  readonly what: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number | null;
  /** `in 2 SSE registers`, `on the stack`. */
  readonly how: string;
}

export interface RecordDetail {
  readonly kind: "record";
  /** Bytes. */
  readonly size: number;
  /** Bytes. */
  readonly align: number;
  readonly packed: boolean;
  /** Bits that belong to no member, those within members of a record type apart. */
  readonly padding: number;
  readonly rows: readonly RecordRow[];
}

/** One line of a record's drawing. */
export interface RecordRow {
  /** `open` and `close` are the braces of a record without a name, whose members stand between them. */
  readonly kind: "member" | "padding" | "open" | "close";
  /** How many records without a name are around it. */
  readonly depth: number;
  /** Bits from the start of the outermost record; `null` for `close`. */
  readonly bitOffset: number | null;
  /** Size in bits; `null` where it has none, as a flexible array. */
  readonly bits: number | null;
  readonly isBitField: boolean;
  /** The member's; `null` where it has none. */
  readonly name: string | null;
  /** `int x`, `unsigned int low : 3`, `struct {`. */
  readonly c: string;
  /** Type of the accessor; `null` where there is none. */
  readonly typescript: string | null;
  /** Lines of the member's comment, without its marks. */
  readonly doc: readonly string[];
}

export interface EnumDetail {
  readonly kind: "enum";
  /** `unsigned int`; `null` for an incomplete enum. */
  readonly underlying: string | null;
  /** Bytes. */
  readonly size: number | null;
  readonly enumerators: readonly { readonly name: string; readonly value: string; readonly doc: readonly string[] }[];
}
