import { type Account, type Outcome, outcomes, takeAccount } from "./account.ts";
import { type Declared, declaredIn } from "./declared.ts";
import { effectOf, type LocatedProblem, type Problem, problemText, type Severity, severityOf } from "./diagnostic.ts";
import type { SourceLocation } from "./location.ts";
import type { Spec } from "./spec.ts";

/** Version of the report's own format, as of a spec. */
export const REPORT_FORMAT = "1.1";

/** What became of everything that the selected files declare. */
export interface BindingReport {
  readonly format: string;
  readonly headers: readonly string[];
  /** clang's triple; of several targets the first. */
  readonly target: string;
  /** All of them. */
  readonly targets: readonly string[]; // since 1.1
  readonly declarations: Account & {
    /** Declarations that were not asked for and come along because others need them; not counted in `declared`. */
    readonly needed: number;
  };
  readonly problems: readonly ReportedProblem[];
  /** What the user did not ask for, and in which words. */
  readonly excluded: readonly ExcludedDeclaration[];
}

/** One thing that is said about a declaration, or about the whole. */
export interface ReportedProblem {
  readonly code: Problem["code"];
  readonly severity: Severity;
  /** What became of the declaration; `"note"`: this problem took nothing from it. */
  readonly outcome: Exclude<Outcome, "bound" | "excluded"> | "note";
  /** Kind and name of the declaration; `null` for what is about none. */
  readonly kind: Declared["kind"] | null;
  readonly name: string | null;
  readonly location: SourceLocation | null;
  /** The targets for which alone it holds; `null`: all. */
  readonly targets: readonly string[] | null; // since 1.1
  /** One sentence. */
  readonly text: string;
  /** What the sentence is made of, by name; different for each code. */
  readonly details: Readonly<Record<string, string | number | null>>;
}

export interface ExcludedDeclaration {
  readonly kind: Declared["kind"];
  readonly name: string;
  readonly location: SourceLocation;
  readonly by: string;
}

export interface ReportInput {
  readonly spec: Spec;
  /** What the selected files declare; left out: all that the spec has. */
  readonly declared?: readonly Declared[];
  /** Keys of what the module has; left out: all that the spec has. */
  readonly bound?: ReadonlySet<string>;
  readonly problems: readonly LocatedProblem[];
  /** Where the module is for several: their triples, and those for which alone a problem holds. Left out: that of the spec. */
  readonly targets?: readonly string[];
  readonly only?: ReadonlyMap<LocatedProblem, readonly string[]>;
}

export function bindingReport({ spec, declared, bound, problems, targets, only }: ReportInput): BindingReport {
  const held = declaredIn(spec.declarations);
  const all = declared ?? held;
  const has = bound ?? new Set(held.map(({ key }) => key));
  const own = new Set<string>();
  for (const { key } of all) own.add(key);
  let needed = 0;
  for (const { key } of held) if (!own.has(key)) needed++;
  const known = byKey([...all, ...held], problems);
  const outcomeOf = outcomes(has, problems);
  return {
    format: REPORT_FORMAT,
    headers: spec.headers,
    target: spec.target.triple,
    targets: targets ?? [spec.target.triple],
    declarations: { ...takeAccount(all, has, problems), needed },
    problems: problems.map((located) => {
      const about = located.about === null ? undefined : known.get(located.about);
      const { code, ...details } = located.problem;
      const outcome = about === undefined ? "bound" : outcomeOf(about.key);
      return {
        code,
        severity: severityOf(located.problem),
        outcome: effectOf(located.problem) === "note" || outcome === "bound" ? "note" : outcome,
        kind: about?.kind ?? null,
        name: about?.name ?? null,
        location: located.location,
        targets: only?.get(located) ?? null,
        text: problemText(located.problem),
        details,
      };
    }),
    excluded: all.flatMap(({ kind, name, location, excluded }) =>
      excluded === null ? [] : [{ kind, name, location, by: excluded.by }],
    ),
  };
}

/** The declarations that problems are about: few of them all. */
function byKey(declared: readonly Declared[], problems: readonly LocatedProblem[]): ReadonlyMap<string, Declared> {
  const wanted = new Set(problems.map(({ about }) => about));
  return new Map(declared.filter(({ key }) => wanted.has(key)).map((one) => [one.key, one]));
}
