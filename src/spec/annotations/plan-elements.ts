import type { CType } from "../ctype.ts";
import type { ResultRole } from "./annotation.ts";
import type { ApiElements, Count, TextCall } from "./api-function.ts";
import { writtenCall } from "./plan-failure.ts";
import { destructorNamed, isCharacter, type Plan, parameterName } from "./plan-function.ts";
import { BYTE, countOf } from "./plan-parameters.ts";

const ONE: Count = { kind: "fixed", number: 1 };

/** What a result points to, where that is said to be an array. */
export function planElements(role: ResultRole, array: string | number, path: string, plan: Plan): ApiElements {
  const { declaration, declared, types, faults } = plan;
  const resolved = declared.types.resolve(declaration.type.result);
  const of: CType = resolved.kind === "pointer" ? resolved.to : BYTE;
  const element = declared.types.resolve(of);
  if (resolved.kind !== "pointer") faults.add(path, "it is no pointer: there is no array");
  else if (element.kind === "function" || (element.kind === "record" && element.record.layout === null))
    faults.add(path, "what it points to has no size: it is no array");
  const isText = isCharacter(of, declared) || element.kind === "void";
  const isTexts = element.kind === "pointer" && isCharacter(element.to, declared);
  if (role.string === true && !isText && !isTexts)
    faults.add(path, "'string' and 'array' are said together of `char *` and `char **`, and this is another pointer");
  const { owned = false } = role;
  if (owned === true) faults.add(path, "nothing says how to free an array: name the function");
  else if (owned !== false && element.kind === "record")
    faults.add(path, "records are shown in place: 'owned' would free them before they are read");
  return {
    role: "elements",
    of: element.kind === "void" ? BYTE : of,
    count: elementCount(array, path, plan) ?? ONE,
    string: role.string ?? false,
    free: typeof owned === "string" ? destructorNamed(owned, path, plan) : null,
    nullable: role.nullable ?? null,
    converter: role.converter ?? (role.string === true || element.kind === "void" ? null : types.converter(of)),
  };
}

function elementCount(array: string | number, path: string, plan: Plan): Count | TextCall | null {
  const { declaration, declared, faults } = plan;
  if (typeof array === "number" || /^[^()]+$/.test(array)) {
    const names = declaration.type.parameters.map((_, i) => parameterName(declaration, i));
    return countOf(array, path, names, plan);
  }
  const call = writtenCall(array, path, plan);
  if (call !== null && declared.types.resolve(call.function.type.result).kind !== "int")
    faults.add(path, `'${call.function.name}' gives no number of elements`);
  return call;
}
