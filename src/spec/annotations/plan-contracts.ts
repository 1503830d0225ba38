import type { CType } from "../ctype.ts";
import type { FunctionDeclaration } from "../declaration.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { ParameterRole } from "./annotation.ts";
import type { ApiFunction, ApiParameter, ApiValue, TextCall } from "./api-function.ts";
import { type Contract, NO_CONTRACT, type Quantity, says } from "./contract.ts";
import { writtenCall } from "./plan-failure.ts";
import { isCharacter, type Plan, parameterName } from "./plan-function.ts";
import { roleOf } from "./plan-parameters.ts";

/** Functions of C itself that free the first argument, which `malloc` has given (C17 7.22.3; `reallocarray`: POSIX.1-2024). */
const OF_MALLOC: ReadonlySet<string> = new Set(["free", "realloc", "reallocarray"]);

/**
 * What holds of each argument of a function, in C's order; `null` where there is nothing to check.
 *
 * @param parameters what they are in the annotated form: an array whose length a parameter says must have that length.
 * @param isDestructor whether annotations name it as the function that frees something.
 */
export function planContracts(
  plan: Plan,
  parameters: readonly ApiParameter[],
  isDestructor: boolean,
): readonly Contract[] | null {
  const { declaration, said } = plan;
  const contracts = declaration.type.parameters.map(({ type }, i): Contract => {
    const own = said.parameters.get(parameterName(declaration, i));
    const role = own === undefined ? {} : roleOf(own.annotation);
    const path = own?.path ?? `${declaration.name}.${parameterName(declaration, i)}`;
    return planContract(type, i, role, path, parameters[i], isDestructor, plan);
  });
  return contracts.some(says) ? contracts : null;
}

function planContract(
  type: CType,
  index: number,
  role: ParameterRole,
  path: string,
  parameter: ApiParameter | undefined,
  isDestructor: boolean,
  plan: Plan,
): Contract {
  const { declaration, declared, types, faults } = plan;
  const resolved = declared.types.resolve(type);
  if (resolved.kind !== "pointer") {
    for (const key of ["frees", "atLeast"] as const)
      if (role[key] !== undefined) faults.add(path, `'${key}' is said of pointers, and this is none`);
    return NO_CONTRACT;
  }
  const target = declared.types.resolve(resolved.to);
  const isOfC = index === 0 && target.kind === "void" && OF_MALLOC.has(declaration.name);
  const assumed = isOfC ? "malloc" : isDestructor && index === 0;
  const { frees: written = assumed } = role;
  const frees = written === true ? "own" : written === false ? null : written;
  // What a cell says of NULL is about what is in it.
  const isCell = (role.in ?? role.out ?? role.inout ?? false) && role.array === undefined;
  const nonnull = isCell || role.nullable === undefined ? frees === null && types.isNonnull(type) : !role.nullable;
  const hasSize = target.kind !== "function" && !(target.kind === "record" && target.record.layout === null);
  if (!hasSize && role.atLeast !== undefined) faults.add(path, "what it points to has no size: nothing counts it");
  const isText = isCharacter(resolved.to, declared) && declared.types.isConst(resolved.to);
  const atLeast =
    role.atLeast === undefined
      ? isText // of text a length may be the most that C reads
        ? null
        : lengthOf(role, parameter, plan)
      : quantity(role.atLeast, `${path}.atLeast`, plan);
  return { nonnull, frees, atLeast: hasSize ? atLeast : null };
}

/** An array's own length, where a number or an argument says it; what is behind a pointer is not known before the call. */
function lengthOf(role: ParameterRole, parameter: ApiParameter | undefined, plan: Plan): Quantity | null {
  if (role.array === undefined || (parameter?.role !== "array" && parameter?.role !== "buffer")) return null;
  if (typeof role.array === "number") return { kind: "fixed", number: role.array };
  return parameterNamed(role.array, plan);
}

function parameterNamed(name: string, { declaration, declared }: Plan): Quantity | null {
  const index = declaration.type.parameters.findIndex((_, i) => parameterName(declaration, i) === name);
  const type = declaration.type.parameters[index]?.type;
  return type !== undefined && declared.types.resolve(type).kind === "int" ? { kind: "parameter", index } : null;
}

/** `20`, `EVP_MAX_MD_SIZE`, `n`, `RSA_size(rsa)`, `size * n`. */
function quantity(written: number | string, path: string, plan: Plan): Quantity | null {
  if (typeof written === "number") return { kind: "fixed", number: written };
  const parts = written.split("*").map((part) => factor(part.trim(), path, plan));
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length) return null;
  const [only] = known;
  return known.length === 1 && only !== undefined ? only : { kind: "product", of: known };
}

function factor(written: string, path: string, plan: Plan): Quantity | null {
  const { declaration, declared, faults } = plan;
  if (/^\d+$/.test(written)) return { kind: "fixed", number: Number(written) };
  if (written.includes("(")) {
    const call = writtenCall(written, path, plan);
    if (call === null) return null;
    if (declared.types.resolve(call.function.type.result).kind !== "int")
      faults.add(path, `'${call.function.name}' gives no number of elements`);
    if (usesResult(call)) faults.add(path, "there is no result before the call");
    return { kind: "call", call };
  }
  const parameter = parameterNamed(written, plan);
  if (parameter !== null) return parameter;
  if (declared.constants.has(written)) return { kind: "constant", name: written };
  const names = declaration.type.parameters.map((_, i) => parameterName(declaration, i));
  const near = didYouMean(written, [...names, ...declared.constants]);
  faults.add(path, `'${written}' is no number, and neither an integer parameter nor a constant${near}`);
  return null;
}

function usesResult({ arguments: parts }: TextCall): boolean {
  return parts.some((part) => part === "result" || (!("parameter" in part) && usesResult(part)));
}

/** The functions that free what others give. */
export function destructorsOf(planned: readonly ApiFunction[]): ReadonlySet<FunctionDeclaration> {
  const named = planned.flatMap(({ result, parameters }) => [
    result?.free,
    ...parameters.map((one): ApiValue["free"] => (one.role === "cell" ? (one.value?.free ?? null) : null)),
  ]);
  return new Set(named.flatMap((one) => (one == null || one === "free" ? [] : [one])));
}
