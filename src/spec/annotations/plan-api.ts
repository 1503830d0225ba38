import type { TypeTable } from "../abi/type-table.ts";
import type { Declaration, FunctionDeclaration } from "../declaration.ts";
import { AnnotatedTypes } from "./annotated-types.ts";
import type { Annotations } from "./annotation.ts";
import { AnnotationError } from "./annotation-error.ts";
import type { ApiFunction } from "./api-function.ts";
import type { Contract } from "./contract.ts";
import { Faults } from "./faults.ts";
import { isPattern, mergeAnnotations } from "./merge-annotations.ts";
import { destructorsOf, planContracts } from "./plan-contracts.ts";
import { type Plan, planFunction } from "./plan-function.ts";
import { planTypes } from "./plan-types.ts";

/** What there is to look annotations' names up in. */
export interface Declared {
  readonly types: TypeTable;
  /** By C's name and by those of macros that stand for it: `pcre2_compile` is `pcre2_compile_8`. */
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
  /** Names of constants and enumerators. */
  readonly constants: ReadonlySet<string>;
}

/** What annotations make of functions. */
export interface Planned {
  /** In the spec's order. */
  readonly api: readonly ApiFunction[];
  /** What holds of each argument in any form, for functions of which there is something to say. */
  readonly contracts: ReadonlyMap<FunctionDeclaration, readonly Contract[]>;
}

/**
 * The annotated form of each function that annotations speak of, in the spec's order: directly, through a pattern, or through
 * a converter of a type that it takes or gives.
 *
 * @throws AnnotationError for what the spec contradicts: names that nothing has, arrays without a length, …
 */
export function planApi(annotations: Annotations, declarations: readonly Declaration[], types: TypeTable): Planned {
  const functions = functionNames(declarations);
  const declared: Declared = { types, functions, constants: constantNames(declarations) };
  const faults = new Faults();
  const said = new AnnotatedTypes(planTypes(annotations, declarations, declared, faults), types);
  const keys = functionKeys(annotations, functions, faults);
  const used = new Set<string>();
  const plans = [...new Set(functions.values())].map((declaration) => {
    const merged = mergeAnnotations(annotations, keys.get(declaration.name) ?? []);
    const plan: Plan = { declaration, said: merged, declared, types: said, faults: faults.about(declaration.name) };
    return { plan, api: planFunction(plan, used) };
  });
  const api = plans.flatMap((one) => (one.api === null ? [] : [one.api]));
  const destructors = new Set([...said.destructors, ...destructorsOf(api)]);
  const contracts = new Map<FunctionDeclaration, readonly Contract[]>();
  for (const one of plans) {
    const { declaration } = one.plan;
    const found = planContracts(one.plan, one.api?.parameters ?? [], destructors.has(declaration));
    if (found !== null) contracts.set(declaration, found);
  }
  reportUnused(annotations, used, faults);
  if (faults.lines.length > 0) throw new AnnotationError(["annotations do not fit:", ...faults.lines].join("\n  "));
  return { api, contracts };
}

function functionNames(declarations: readonly Declaration[]): ReadonlyMap<string, FunctionDeclaration> {
  const functions = new Map(declarations.flatMap((one) => (one.kind === "function" ? [[one.name, one] as const] : [])));
  for (const one of declarations) {
    if (one.kind !== "macro" || one.meaning?.kind !== "name" || functions.has(one.name)) continue;
    const target = functions.get(one.meaning.name);
    if (target !== undefined) functions.set(one.name, target);
  }
  return functions;
}

function constantNames(declarations: readonly Declaration[]): ReadonlySet<string> {
  return new Set(
    declarations.flatMap((one) => {
      if (one.kind === "enum") return one.enumerators.map(({ name }) => name);
      return one.kind === "constant" ? [one.name] : [];
    }),
  );
}

/** Keys of annotations by the C name of the function that they speak of. */
function functionKeys(
  annotations: Annotations,
  functions: ReadonlyMap<string, FunctionDeclaration>,
  faults: Faults,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (name: string, key: string): void => void found.set(name, [...(found.get(name) ?? []), key]);
  for (const key of Object.keys(annotations)) {
    const named = functions.get(key);
    if (named !== undefined) add(named.name, key);
    if (!isPattern(key)) continue;
    const regex = faults.regex(key.slice(1, -1), key);
    const matching = regex === null ? [] : [...functions].filter(([name]) => regex.test(name));
    if (regex !== null && matching.length === 0) faults.add(key, "no function's name matches");
    for (const name of new Set(matching.map(([, { name }]) => name))) add(name, key);
  }
  return found;
}

/** A parameter named under a pattern need not be in each function, but in one. */
function reportUnused(annotations: Annotations, used: ReadonlySet<string>, faults: Faults): void {
  for (const [key, annotation] of Object.entries(annotations)) {
    if (!isPattern(key)) continue;
    for (const { path } of mergeAnnotations({ [key]: annotation }, [key]).parameters.values()) {
      if (!used.has(path)) faults.add(path, "no function that matches has a parameter of this name");
    }
  }
}
