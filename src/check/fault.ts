import type { SourceLocation } from "../spec/location.ts";

/** What `check` found wrong. Add the variant first: the catalogue below stops compiling until it has a text. */
export type Fault =
  /** A generated file is not what would be generated now. */
  | {
      readonly code: "stale-output";
      readonly path: string;
      /** Of the first line that differs, from 1. */
      readonly line: number;
      /** The two lines; `null` behind the end of a text. */
      readonly there: string | null;
      readonly now: string | null;
      /** How to make it right. */
      readonly command: string;
    }
  | { readonly code: "missing-output"; readonly path: string; readonly command: string }
  /** A record, member or enum lies in memory otherwise than the spec says. */
  | WrongFact<"wrong-layout">
  | WrongFact<"wrong-constant">
  /** The compiler knows nothing of the kind: the headers that it reads are others, or read otherwise. */
  | {
      readonly code: "refused-by-compiler";
      readonly about: "layout" | "constant";
      readonly decl: string;
      readonly reason: string;
      readonly location: SourceLocation;
    }
  /** Nothing in C can name the type, so that no compiler can be asked. */
  | { readonly code: "unnamed-record"; readonly decl: string; readonly location: SourceLocation }
  | {
      readonly code: "missing-symbol";
      readonly decl: string;
      readonly symbol: string;
      readonly location: SourceLocation;
    }
  /** Checks that could not be made at all. */
  | { readonly code: "not-checked"; readonly checks: readonly CheckName[]; readonly reason: string };

interface WrongFact<Code extends string> {
  readonly code: Code;
  readonly decl: string;
  /** `sizeof(struct stat)`, `value`. */
  readonly what: string;
  readonly spec: string;
  readonly compiler: string;
  readonly location: SourceLocation;
}

export const CHECKS = ["stale", "layout", "constants", "symbols"] as const;
export type CheckName = (typeof CHECKS)[number];

type Text = { readonly [K in Fault["code"]]: (fault: Extract<Fault, { code: K }>) => string };

const TEXT: Text = {
  "stale-output": (f) =>
    `stale: ${f.path}: line ${f.line} is not what would be generated now\n` +
    `  there: ${shown(f.there)}\n  now:   ${shown(f.now)}\n  renew it: ${f.command}`,
  "missing-output": (f) => `stale: ${f.path} is not there\n  make it: ${f.command}`,
  "wrong-layout": (f) => `layout: '${f.decl}': ${f.what}: ${f.spec} in the spec, ${f.compiler} in C`,
  "wrong-constant": (f) => `constant: '${f.decl}': ${f.what}: ${f.spec} in the spec, ${f.compiler} in C`,
  "refused-by-compiler": (f) => `'${f.decl}': the C compiler refuses it: ${f.reason}`,
  "unnamed-record": (f) => `layout: '${f.decl}': no C expression has this type, so the compiler cannot be asked`,
  "missing-symbol": (f) =>
    f.symbol === f.decl
      ? `symbol: '${f.decl}' is not in the library: using it will throw`
      : `symbol: '${f.decl}', which is '${f.symbol}' to the linker, is not in the library: using it will throw`,
  "not-checked": (f) => `${f.checks.join(", ")}: not checked: ${f.reason}`,
};

/** For people: one line, or more where files are compared. */
export function faultText(fault: Fault): string {
  // The catalogue is typed per code; TypeScript cannot correlate the two sides of one indexed call.
  const text = TEXT[fault.code] as (fault: Fault) => string;
  return text(fault);
}

const LONGEST = 110;

function shown(line: string | null): string {
  if (line === null) return "(the end)";
  const text = JSON.stringify(line).slice(1, -1);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
