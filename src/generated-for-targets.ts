import { type Generated, type GenerateOptions, generated } from "./generated.ts";
import { keptMerge } from "./kept-merge.ts";
import { reported } from "./kept-module.ts";
import { libraryCandidates } from "./library-candidates.ts";
import { oneModule } from "./package/one-module.ts";
import { platformName, platformsOf } from "./package/platforms-of.ts";
import type { HeadersRead } from "./read-headers.ts";
import { bindingReport } from "./spec/binding-report.ts";
import type { LocatedProblem } from "./spec/diagnostic.ts";

/** One module for several targets. `spec` is that of the first; `problems` and `files` are those of all. */
export interface GeneratedForTargets extends Generated {
  /** What each target alone would have, in the order of the targets. */
  readonly each: readonly Generated[];
}

/** Specs and the one module of what has been read for each target. */
export function generatedForTargets(reads: readonly HeadersRead[], options: GenerateOptions): GeneratedForTargets {
  const triples = reads.map(({ dump }) => dump.spec.target.triple);
  const { library } = options;
  const shared = {
    candidates: [...new Set(triples.flatMap((one) => (library === null ? [] : libraryCandidates(library, one))))],
    only: {
      name: `the module of ${reads[0]?.dump.spec.headers.join(", ")}`,
      platforms: [...new Set(platformsOf(triples).map(platformName))],
      targets: triples,
    },
  };
  const each = reads.map((read) => generated(read, options, shared));
  const emit = (taken: ReadonlySet<string>): readonly Generated[] =>
    taken.size === 0 ? each : reads.map((read) => generated(read, options, { ...shared, taken }));
  const { name } = shared.only;
  const keeper = reads.every(({ kept }) => kept !== null) ? keptMerge(name) : undefined;
  const module = oneModule((taken) => emit(taken).map((one) => one.module), triples, name, keeper);
  const [first] = each;
  if (first === undefined) throw new Error("no target");
  const distinct = <T>(all: readonly T[], key: (one: T) => string): readonly T[] => [
    ...new Map(all.map((one) => [key(one), one])).values(),
  ];
  const declared = distinct(
    each.flatMap((one) => one.declared),
    ({ key }) => key,
  );
  const identity = ({ problem, about }: LocatedProblem): string => JSON.stringify([problem, about]);
  const problems = distinct(
    each.flatMap((one) => one.problems),
    identity,
  );
  const only = heldBy(
    problems.map((one) => [one, identity(one)]),
    each.map((one) => new Set(one.problems.map(identity))),
    triples,
  );
  const report = bindingReport({ spec: first.spec, declared, bound: module.bound, problems, targets: triples, only });
  return {
    ...first,
    ...reported(module, report),
    each,
    declared,
    problems,
    files: [...new Set(each.flatMap(({ files }) => files))],
  };
}

/** The targets of each problem that not all of them have. */
function heldBy(
  problems: readonly (readonly [problem: LocatedProblem, key: string])[],
  held: readonly ReadonlySet<string>[],
  triples: readonly string[],
): ReadonlyMap<LocatedProblem, readonly string[]> {
  return new Map(
    problems.flatMap(([problem, key]) => {
      const own = triples.filter((_, i) => held[i]?.has(key));
      return own.length === triples.length ? [] : [[problem, own] as const];
    }),
  );
}
