import type { EmittedModule } from "./emit/emit-module.ts";
import { findDeclarations, namesOf } from "./inspect/find-declarations.ts";
import { inspectDeclaration } from "./inspect/inspect-declaration.ts";
import type { Inspection } from "./inspect/inspection.ts";
import { TypeTable } from "./spec/abi/type-table.ts";
import { outcomes } from "./spec/account.ts";
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
export function inspect(
  { spec, module, problems = module.problems }: InspectInput,
  name: string,
): readonly Inspection[] {
  const subject = {
    target: spec.target,
    types: new TypeTable(spec),
    owners: ownersOf(spec),
    module,
    problems,
    outcomeOf: outcomes(module.bound, problems),
  };
  return findDeclarations(spec, name).map((declaration) => inspectDeclaration(declaration, subject));
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
