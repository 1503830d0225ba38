import type { EmittedModule } from "./emit/emit-module.ts";
import { distinctDeclarations, findDeclarations, namesOf } from "./inspect/find-declarations.ts";
import { inspectDeclaration } from "./inspect/inspect-declaration.ts";
import type { Inspection } from "./inspect/inspection.ts";
import { moduleText } from "./inspect/typescript-side.ts";
import { TypeTable } from "./spec/abi/type-table.ts";
import { outcomes } from "./spec/account.ts";
import type { Declaration } from "./spec/declaration.ts";
import type { Declared } from "./spec/declared.ts";
import type { LocatedProblem } from "./spec/diagnostic.ts";
import { nearNames } from "./spec/near-names.ts";
import type { Spec } from "./spec/spec.ts";

/** A spec and what was made of it, as `generate` gives them. */
export interface InspectInput {
  readonly spec: Spec;
  readonly module: EmittedModule;
  /** Of reading and of emitting; left out: those of the module. */
  readonly problems?: readonly LocatedProblem[];
  /** What the headers declare, which tells what was excluded. */
  readonly declared?: readonly Declared[];
}

/** All that is known of what a name means: on the side of C and on that of TypeScript. Empty for an unknown name. */
export function inspect(input: InspectInput, name: string): readonly Inspection[] {
  return inspected(findDeclarations(input.spec, name), input);
}

/** The same of everything in a spec, in its order; what is declared again is there once. */
export function inspectAll(input: InspectInput): readonly Inspection[] {
  return inspected(distinctDeclarations(input.spec), input);
}

function inspected(
  declarations: readonly Declaration[],
  { spec, module, problems = module.problems }: InspectInput,
): readonly Inspection[] {
  if (declarations.length === 0) return [];
  const about = new Map<string | null, LocatedProblem[]>();
  for (const problem of problems) {
    const others = about.get(problem.about);
    if (others === undefined) about.set(problem.about, [problem]);
    else others.push(problem);
  }
  const subject = {
    target: spec.target,
    types: new TypeTable(spec),
    owners: ownersOf(spec),
    module: moduleText(module),
    problems: about,
    outcomeOf: outcomes(module.bound, problems),
  };
  return declarations.map((declaration) => inspectDeclaration(declaration, subject));
}

function ownersOf({ declarations }: Spec): ReadonlyMap<string, string> {
  const typedefs = declarations.flatMap((declaration) =>
    declaration.kind === "typedef" && declaration.type.kind === "ref"
      ? [[declaration.type.id, declaration.name] as const]
      : [],
  );
  return new Map(typedefs.reverse()); // the first of several
}

/** The declaration of this name that the user's own patterns leave out of the spec; `null` if there is none. */
export function excluded({ declared = [] }: InspectInput, name: string): Declared | null {
  return declared.find((one) => one.name === name && one.excluded !== null) ?? null;
}

/** What a name may have been meant for that `inspect` does not know. */
export function suggest({ spec }: InspectInput, name: string): readonly string[] {
  return nearNames(name, spec.declarations.flatMap(namesOf));
}
