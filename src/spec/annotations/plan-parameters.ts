import type { Resolved } from "../abi/type-table.ts";
import type { CType } from "../ctype.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { ParameterAnnotation, ParameterRole } from "./annotation.ts";
import { ANNOTATION_KEYS } from "./annotation-keys.ts";
import type { ApiParameter, Count } from "./api-function.ts";
import type { Declared } from "./plan-api.ts";
import { isCharacter, type Plan, parameterName, planValue } from "./plan-function.ts";

/** What each parameter is in the annotated form, in C's order. */
export function planParameters(plan: Plan, used: Set<string>): readonly ApiParameter[] {
  const { declaration, said, faults } = plan;
  const names = declaration.type.parameters.map((_, i) => parameterName(declaration, i));
  for (const [name, { path, isPattern }] of said.parameters) {
    if (names.includes(name)) used.add(path);
    else if (!isPattern) {
      const near = didYouMean(name, [...names, ...ANNOTATION_KEYS]);
      faults.add(path, `'${declaration.name}' has no such parameter: it has ${listed(names)}${near}`);
    }
  }
  const roles = names.map((name) => {
    const own = said.parameters.get(name);
    return { role: own === undefined ? {} : roleOf(own.annotation), path: own?.path ?? `${declaration.name}.${name}` };
  });
  const planned = roles.map(({ role, path }, i) => planParameter(i, role, path, names, plan));
  const { result } = said.annotation;
  const countOfResult = typeof result === "object" ? result.array : null;
  return planned.map((parameter, i) =>
    lengthOf(i, countOnly(i, parameter, planned, countOfResult === names[i]), roles, names, planned),
  );
}

/** A count that C only writes is said by the length of what it counts: it is no result of its own. */
function countOnly(
  index: number,
  parameter: ApiParameter,
  planned: readonly ApiParameter[],
  countsResult: boolean,
): ApiParameter {
  if (parameter.role !== "cell" || parameter.initial) return parameter;
  const counts =
    countsResult ||
    planned.some((one) => one.role === "buffer" && one.used?.kind === "parameter" && one.used.index === index);
  return counts ? { ...parameter, value: null } : parameter;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.map((name) => `'${name}'`).join(", ");
}

export function roleOf(annotation: ParameterAnnotation): ParameterRole {
  switch (annotation) {
    case "in":
      return { in: true };
    case "out":
      return { out: true };
    case "inout":
      return { inout: true };
    case "nullable":
      return { nullable: true };
    case "nonnull":
      return { nullable: false };
    case "string":
      return { string: true };
    case "frees":
      return { frees: true };
    default:
      return annotation;
  }
}

function planParameter(
  index: number,
  role: ParameterRole,
  path: string,
  names: readonly string[],
  plan: Plan,
): ApiParameter {
  const { declaration, declared, types, faults } = plan;
  const type: CType = declaration.type.parameters[index]?.type ?? { kind: "void" };
  const resolved = declared.types.resolve(type);
  const isCell = role.in === true || role.out === true || role.inout === true;
  const converter = role.converter ?? types.converter(type);
  const string = role.string ?? types.isText(type);
  const plain: ApiParameter = { role: "plain", nullable: role.nullable ?? null, string, converter };
  if (role.kept !== undefined) return keptFunction(role.kept, type, path, names, plan) ?? plain;
  if (!isCell && role.array === undefined) {
    if (role.nullable !== undefined && resolved.kind !== "pointer")
      faults.add(path, "it is no pointer, so it is never NULL");
    if (role.string === true && !pointsToCharacters(resolved, declared))
      faults.add(path, "'string' alone is said of what points to characters, and this does not");
    for (const key of ["owned", "used"] as const) {
      if (role[key] !== undefined) faults.add(path, `'${key}' is said together with 'out' or 'inout'`);
    }
    return plain;
  }
  if (resolved.kind !== "pointer") {
    faults.add(path, "it is no pointer: C can neither write to it nor find an array there");
    return plain;
  }
  const target = declared.types.resolve(resolved.to);
  if (role.array === undefined) {
    const isIncomplete = target.kind === "record" && target.record.layout === null;
    if (target.kind === "void" || target.kind === "function" || isIncomplete) {
      faults.add(path, "what it points to has no size: there is nothing that C could write to");
      return plain;
    }
    if (role.out === true && declared.types.isConst(resolved.to))
      faults.add(path, "it points to what is const: C does not write there");
    const value = planValue(resolved.to, role, path, plan, true);
    const isGiven = role.out === true || role.inout === true;
    return {
      role: "cell",
      of: resolved.to,
      initial: role.out !== true,
      value: isGiven ? value : null,
      converter: role.converter ?? types.converter(resolved.to),
    };
  }
  const of = resolved.to;
  const count = countOf(role.array, path, names, plan);
  if (role.out !== true) {
    const strings = role.string === true;
    const element = declared.types.resolve(of);
    if (strings && !(element.kind === "pointer" && isCharacter(element.to, declared))) {
      faults.add(path, "'string' and 'array' are said together of `char **`, and this is another pointer");
    }
    const fixed = count.kind === "fixed" ? count.number : null;
    const own = isCharacter(of, declared) || element.kind === "void" ? null : types.converter(of);
    return { role: "array", of, strings, nullable: role.nullable === true, fixed, converter: role.converter ?? own };
  }
  if (declared.types.isConst(resolved.to)) faults.add(path, "it points to what is const: C does not write there");
  if (role.string === true && target.kind !== "void" && !isCharacter(of, declared)) {
    faults.add(path, "'string' is said of `char *`");
  }
  const used = role.used === undefined ? null : role.used === "result" ? RESULT : countOf(role.used, path, names, plan);
  return {
    role: "buffer",
    of: target.kind === "void" ? BYTE : of,
    capacity: count,
    used,
    string: role.string === true,
    converter: role.converter ?? (role.string === true || target.kind === "void" ? null : types.converter(of)),
  };
}

function keptFunction(
  by: string,
  type: CType,
  path: string,
  names: readonly string[],
  { declaration, declared, faults }: Plan,
): ApiParameter | null {
  const pointer = declared.types.resolve(type);
  if (pointer.kind !== "pointer" || declared.types.resolve(pointer.to).kind !== "function") {
    faults.add(path, "it is no pointer to a function: only of these does C keep what is called later");
    return null;
  }
  if (by === "result") return { role: "kept", by };
  const index = names.indexOf(by);
  const owner = declaration.type.parameters[index]?.type;
  if (owner !== undefined && declared.types.resolve(owner).kind === "pointer") return { role: "kept", by: index };
  const what = owner === undefined ? `has no parameter '${by}': it has ${listed(names)}` : `has no pointer as '${by}'`;
  faults.add(path, `'${declaration.name}' ${what}${didYouMean(by, [...names, "result"])}`);
  return null;
}

function pointsToCharacters(resolved: Resolved, declared: Declared): boolean {
  if (resolved.kind !== "pointer") return false;
  return isCharacter(resolved.to, declared) || declared.types.resolve(resolved.to).kind === "void";
}

/** What is behind a `void *` is counted in. */
export const BYTE: CType = { kind: "int", name: "unsigned char", bits: 8, signed: false };
const RESULT: Count = { kind: "result" };

export function countOf(
  count: string | number,
  path: string,
  names: readonly string[],
  { declaration, declared, faults }: Plan,
): Count {
  if (typeof count === "number") return { kind: "fixed", number: count };
  const index = names.indexOf(count);
  const type = declaration.type.parameters[index]?.type;
  if (type === undefined) {
    faults.add(
      path,
      `'${declaration.name}' has no parameter '${count}': it has ${listed(names)}${didYouMean(count, names)}`,
    );
    return { kind: "fixed", number: 1 };
  }
  const resolved = declared.types.resolve(type);
  const number = resolved.kind === "pointer" ? declared.types.resolve(resolved.to) : resolved;
  if (number.kind !== "int") faults.add(path, `'${count}' is no number of elements, nor a pointer to one`);
  return { kind: "parameter", index };
}

/** The length of arrays that C reads is no argument; that of a buffer alone is, for somebody has to say it. */
function lengthOf(
  index: number,
  parameter: ApiParameter,
  roles: readonly { readonly role: ParameterRole }[],
  names: readonly string[],
  planned: readonly ApiParameter[],
): ApiParameter {
  if (parameter.role !== "plain") return parameter;
  const arrays = planned.flatMap((one, i) =>
    one.role === "array" && roles[i]?.role.array === names[index] ? [i] : [],
  );
  return arrays.length === 0 ? parameter : { role: "length", arrays };
}
