import type { CType } from "../ctype.ts";
import type { FunctionDeclaration } from "../declaration.ts";
import { didYouMean } from "../did-you-mean.ts";
import { isOpen } from "../is-open.ts";
import type { AnnotatedTypes } from "./annotated-types.ts";
import type { ParameterRole, ResultAnnotation, ResultRole } from "./annotation.ts";
import { ANNOTATION_KEYS } from "./annotation-keys.ts";
import type { ApiElements, ApiFunction, ApiParameter, ApiValue } from "./api-function.ts";
import type { Faults } from "./faults.ts";
import type { Said } from "./merge-annotations.ts";
import type { Declared } from "./plan-api.ts";
import { planElements } from "./plan-elements.ts";
import { planFailure } from "./plan-failure.ts";
import { planParameters } from "./plan-parameters.ts";

/** What planning one function needs to know. */
export interface Plan {
  readonly declaration: FunctionDeclaration;
  readonly said: Said;
  readonly declared: Declared;
  readonly types: AnnotatedTypes;
  readonly faults: Faults;
}

/**
 * The name by which annotations speak of a parameter, and by which who calls the annotated form knows it. Without the underscores
 * of C libraries, whose names must not be in the way of a program's macros (C17 7.1.3); `arg0` for the first, if it has none.
 */
export function parameterName({ type }: FunctionDeclaration, index: number): string {
  const written = type.parameters[index]?.name ?? `arg${index}`;
  const bare = written.replace(/^_+(?=\p{ID_Start})/u, "");
  const isTaken = type.parameters.some(
    ({ name }, i) => i !== index && (name === bare || (i < index && name?.replace(/^_+/, "") === bare)),
  );
  return isTaken ? written : bare;
}

/** `null` where nothing is said of the function but what its plain form checks, nor a converter of any of its types. */
export function planFunction(plan: Plan, used: Set<string>): ApiFunction | null {
  const { declaration, said, declared, types, faults } = plan;
  const all = [declaration.type.result, ...declaration.type.parameters.map(({ type }) => type)];
  const hasConverter = all.some((type) => types.converter(type) !== null || types.isText(type));
  if (said.path === "" && !hasConverter) return null;
  const open = isOpen(declaration.type);
  if (open && said.path === "") return null;
  if (open && said.annotation.async === "only")
    faults.add(`${said.path}.async`, "it takes any number of arguments: there is no such call on another thread");
  const parameters = planParameters(plan, used);
  if (saysContractsOnly(said) && !hasConverter) return null;
  const { annotation } = said;
  const failure = planFailure(plan, parameters);
  const isOfResult = failure !== null && failure.code === null;
  const isChecked = isOfResult && failure.when === "nonzero" && failure.unless.length === 0;
  const isLength = parameters.some((one) => one.role === "buffer" && one.used?.kind === "result");
  const fresh = failure === null ? parameters : parameters.map(neverNull);
  const isVoid = declared.types.resolve(declaration.type.result).kind === "void";
  const isSaid = annotation.result !== undefined;
  const result =
    isVoid || ((isChecked || isLength) && !isSaid) ? null : planResult(plan, isOfResult && failure.when === "null");
  if (parameters.some((one) => one.role === "kept" && one.by === "result") && !isOwned(result))
    faults.add(said.path, "a function is 'kept' by the result, and nothing says that this is owned");
  return {
    declaration,
    parameters: fresh,
    result,
    failure,
    errno: annotation.errno ?? false,
    async: annotation.async === "only",
  };
}

/** Whether all that is said is about what the plain form checks: another form would be the same. */
function saysContractsOnly({ annotation, parameters }: Said): boolean {
  const isOfParameters = (key: string): boolean => key === "parameters" || !OWN_KEYS.has(key);
  if (parameters.size === 0 || !Object.keys(annotation).every(isOfParameters)) return false;
  return [...parameters.values()].every(({ annotation: said }) => {
    if (typeof said === "string") return CONTRACT_WORDS.has(said);
    return Object.keys(said).every((key) => CONTRACT_WORDS.has(key) || key === "atLeast");
  });
}

const OWN_KEYS: ReadonlySet<string> = new Set(ANNOTATION_KEYS);
const CONTRACT_WORDS: ReadonlySet<string> = new Set(["nullable", "nonnull", "frees"]);

function isOwned(result: ApiFunction["result"]): boolean {
  return result?.role === "value" && result.free !== null && !result.string && result.nullable === false;
}

/** What is owned is there, where the function would have thrown otherwise. */
function neverNull(parameter: ApiParameter): ApiParameter {
  if (parameter.role !== "cell" || parameter.value === null) return parameter;
  if (parameter.value.free === null || parameter.value.string) return parameter;
  return { ...parameter, value: { ...parameter.value, nullable: parameter.value.nullable ?? false } };
}

function planResult(plan: Plan, isChecked: boolean): ApiValue | ApiElements | null {
  const { declaration, said } = plan;
  const role = resultRole(said.annotation.result);
  if (role === "none") return null;
  const path = `${said.path}.result`;
  const value =
    role.array === undefined
      ? planValue(declaration.type.result, role, path, plan, false)
      : planElements(role, role.array, path, plan);
  return isChecked ? { ...value, nullable: false } : value;
}

function resultRole(annotation: ResultAnnotation | undefined): ResultRole | "none" {
  switch (annotation) {
    case undefined:
      return {};
    case "none":
      return "none";
    case "string":
      return { string: true };
    case "owned":
      return { owned: true };
    case "nonnull":
      return { nullable: false };
    default:
      return annotation;
  }
}

/**
 * What C gives, checked: text must be `char *`, what is owned a pointer.
 *
 * @param isFresh whether a pointer is its receiver's to free where its type says how: one that C writes to a cell.
 */
export function planValue(
  type: CType,
  role: ResultRole | ParameterRole,
  path: string,
  plan: Plan,
  isFresh: boolean,
): ApiValue {
  const { declared, types, faults } = plan;
  const resolved = declared.types.resolve(type);
  const isPointer = resolved.kind === "pointer";
  if (!isPointer) {
    for (const key of ["string", "owned", "nullable"] as const) {
      if (role[key] !== undefined) faults.add(path, `'${key}' is said of pointers, and this is none`);
    }
  } else if (role.string === true && !isCharacter(resolved.to, declared)) {
    faults.add(path, "'string' is said of `char *`, and this is another pointer");
  }
  const behind = isPointer ? types.behind(type) : null;
  const named = role.owned === undefined ? isFresh : role.owned;
  let free: ApiValue["free"] = named === true ? (behind?.free ?? null) : null;
  if (typeof named === "string") {
    const isOfC = named === "free" && !declared.functions.has(named);
    free = isOfC ? named : destructorNamed(named, path, plan);
  } else if (role.owned === true && free === null) {
    faults.add(path, "nothing says how to free this: name the function, or give its type `free`");
  }
  return {
    role: "value",
    type,
    string: role.string ?? types.isText(type),
    free,
    freeOnError:
      ("freeOnError" in role ? role.freeOnError : undefined) ?? (role.string || behind?.freeOnError) ?? false,
    nullable: role.nullable ?? null,
    converter: role.converter ?? types.converter(type),
  };
}

/** The function that `owned` names. */
export function destructorNamed(name: string, path: string, { declared, faults }: Plan): FunctionDeclaration | null {
  const free = declared.functions.get(name) ?? null;
  if (free === null)
    faults.add(path, `the headers declare no function '${name}'${didYouMean(name, declared.functions.keys())}`);
  else if (free.type.parameters.length !== 1) faults.add(path, `'${name}' does not take one argument`);
  return free;
}

export function isCharacter(type: CType, { types }: Declared): boolean {
  const resolved = types.resolve(type);
  return resolved.kind === "int" && resolved.bits === 8;
}
