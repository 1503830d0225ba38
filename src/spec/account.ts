import type { DECLARED_KINDS, Declared, DeclaredKind } from "./declared.ts";
import { effectOf, type LocatedProblem } from "./diagnostic.ts";

/** What became of a declaration. */
export type Outcome =
  /** All of it is in the module. */
  | "bound"
  /** It is in the module, but a part of it is not. */
  | "degraded"
  | "leftOut"
  /** A macro that stands for no value: an include guard, an attribute, a fragment of code. */
  | "noValue"
  /** The user did not ask for it. */
  | "excluded";

/** How many declarations came to what: `declared` is the sum of the others. */
export type Tally = { readonly [K in Outcome | "declared"]: number };

export interface Account extends Tally {
  /** Only kinds that there are. */
  readonly byKind: { readonly [K in (typeof DECLARED_KINDS)[number]]?: Tally };
}

/**
 * What became of each declaration, counted once.
 *
 * @param bound keys of what the module has.
 */
export function takeAccount(
  declared: readonly Declared[],
  bound: ReadonlySet<string>,
  problems: readonly LocatedProblem[],
): Account {
  const outcomeOf = outcomes(bound, problems);
  const total = emptyTally();
  const byKind: { [K in DeclaredKind]?: Count } = {};
  for (const one of declared) {
    const outcome = one.excluded === null ? outcomeOf(one.key) : "excluded";
    let ofKind = byKind[one.kind];
    if (ofKind === undefined) {
      ofKind = emptyTally();
      byKind[one.kind] = ofKind;
    }
    total.declared++;
    total[outcome]++;
    ofKind.declared++;
    ofKind[outcome]++;
  }
  return { ...total, byKind };
}

/** What became of a declaration that was asked for, by its key. */
export function outcomes(
  bound: ReadonlySet<string>,
  problems: readonly LocatedProblem[],
): (key: string) => Exclude<Outcome, "excluded"> {
  const losing = new Set<string>();
  const valueless = new Set<string>();
  for (const { problem, about } of problems) {
    if (about === null) continue;
    const effect = effectOf(problem);
    if (effect === "loss") losing.add(about);
    if (effect === "no-value") valueless.add(about);
  }
  return (key) => {
    if (bound.has(key)) return losing.has(key) ? "degraded" : "bound";
    return valueless.has(key) && !losing.has(key) ? "noValue" : "leftOut";
  };
}

type Count = { -readonly [K in keyof Tally]: number };

function emptyTally(): Count {
  return { declared: 0, bound: 0, degraded: 0, leftOut: 0, noValue: 0, excluded: 0 };
}
