import type { Resolved } from "../abi/type-table.ts";
import { assertNever } from "../assert-never.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { FailureTest, Throws } from "./annotation.ts";
import type { ApiParameter, Failure, MemberOf, TextCall } from "./api-function.ts";
import { parseCall, type WrittenCall } from "./parse-call.ts";
import type { Plan } from "./plan-function.ts";
import { isCharacter, parameterName } from "./plan-function.ts";

/** Which results of a function are failures, and where its words for them come from. */
export function planFailure(plan: Plan, parameters: readonly ApiParameter[]): Failure | null {
  const { declaration, said, declared, faults } = plan;
  const { throws } = said.annotation;
  if (throws === undefined) return null;
  const given: Throws = typeof throws === "string" ? { when: throws } : throws;
  const path = `${said.path}.throws`;
  const code = given.code === undefined ? null : writtenCall(given.code, `${path}.code`, plan);
  const tested = code === null ? declaration : code.function;
  const fault = testFault(given.when, declared.types.resolve(tested.type.result));
  if (fault !== null) faults.add(path, fault);
  for (const value of given.unless ?? []) {
    if (typeof value !== "string" || declared.constants.has(value)) continue;
    faults.add(`${path}.unless`, `the headers have no constant '${value}'${didYouMean(value, declared.constants)}`);
  }
  return {
    when: given.when,
    unless: given.unless ?? [],
    code,
    errno: given.errno ?? false,
    text:
      given.text === undefined
        ? textOfHandle(plan, parameters)
        : writtenText(given.text, `${path}.text`, parameters, plan),
    number:
      given.number === undefined
        ? null
        : memberOf(given.number, isNumber, "number", `${path}.number`, parameters, plan),
    clear: given.clear === undefined ? null : writtenCall(given.clear, `${path}.clear`, plan),
  };
}

export function writtenCall(text: string, path: string, plan: Plan): TextCall | null {
  const written = parseCall(text);
  if (written !== null && typeof written !== "string") return checkedCall(written, path, plan);
  plan.faults.add(path, NO_CALL(text));
  return null;
}

const NO_CALL = (text: string): string =>
  `'${text}' is no call: expected 'function(parameter, …)', where 'result' is the result`;

const isNumber = ({ kind }: Resolved): boolean => kind === "int" || kind === "enum" || kind === "float";

function testFault(when: FailureTest, result: Resolved): string | null {
  switch (when) {
    case "null":
      return result.kind === "pointer" ? null : "its result is no pointer, so it is never NULL";
    case "negative":
      return isNumber(result) ? null : "its result is no number, so it is never negative";
    case "zero":
    case "nonzero":
      return isNumber(result) || result.kind === "bool"
        ? null
        : "its result is no number; for pointers there is 'null'";
    default:
      return assertNever(when);
  }
}

/** `sqlite3_errmsg` of the first `sqlite3 *` among the parameters, or of the one that the function gives. */
function textOfHandle({ declaration, types }: Plan, parameters: readonly ApiParameter[]): TextCall | null {
  for (const [index, parameter] of parameters.entries()) {
    const type = parameter.role === "cell" ? parameter.of : declaration.type.parameters[index]?.type;
    const text = type === undefined ? null : (types.behind(type)?.errorText ?? null);
    if (text !== null) return { function: text, arguments: [{ parameter: index }] };
  }
  return null;
}

function writtenText(text: string, path: string, parameters: readonly ApiParameter[], plan: Plan): Failure["text"] {
  if (text.includes(".")) {
    const isText = (type: Resolved): boolean =>
      (type.kind === "pointer" || type.kind === "array") &&
      isCharacter(type.kind === "pointer" ? type.to : type.of, plan.declared);
    return memberOf(text, isText, "text", path, parameters, plan);
  }
  const written = parseCall(text);
  if (written === null) {
    plan.faults.add(path, NO_CALL(text));
    return null;
  }
  if (typeof written !== "string") return checkedCall(written, path, plan);
  const index = parameters.findIndex((_, i) => parameterName(plan.declaration, i) === written);
  const parameter = parameters[index];
  if (parameter?.role === "cell" && parameter.value?.string) return { parameter: index };
  plan.faults.add(path, `'${written}' is no parameter that text is written to ('out' and 'string'), and no call`);
  return null;
}

/** `error.message`, of a parameter `error` that is `out` and a record. */
function memberOf(
  written: string,
  fits: (type: Resolved) => boolean,
  what: string,
  path: string,
  parameters: readonly ApiParameter[],
  { declaration, declared, faults }: Plan,
): MemberOf | null {
  const [name = "", member = ""] = written.split(".");
  const index = parameters.findIndex((_, i) => parameterName(declaration, i) === name);
  const parameter = parameters[index];
  const of = parameter?.role === "cell" && !parameter.initial ? declared.types.resolve(parameter.of) : null;
  const fields = of?.kind === "record" ? (of.record.layout?.fields ?? []) : [];
  const field = fields.find((one) => one.name === member);
  if (field !== undefined && fits(declared.types.resolve(field.type))) return { parameter: index, member };
  faults.add(path, `'${written}' is no ${what} in a record that a parameter is \`out\` for`);
  return null;
}

function checkedCall(call: WrittenCall, path: string, plan: Plan): TextCall | null {
  const { declaration, declared, faults } = plan;
  const called = declared.functions.get(call.name);
  if (called === undefined) {
    faults.add(
      path,
      `the headers declare no function '${call.name}'${didYouMean(call.name, declared.functions.keys())}`,
    );
    return null;
  }
  if (called.type.parameters.length !== call.arguments.length) {
    faults.add(path, `'${call.name}' takes ${called.type.parameters.length} arguments, not ${call.arguments.length}`);
  }
  const names = declaration.type.parameters.map((_, i) => parameterName(declaration, i));
  const parts = call.arguments.map((part) => {
    if (typeof part !== "string") return checkedCall(part, path, plan);
    if (part === "result") return part;
    if (names.includes(part)) return { parameter: names.indexOf(part) };
    // What a pattern says is for functions whose parameters have different names.
    const place = Number(/^arg(\d+)$/.exec(part)?.[1] ?? names.length);
    if (place < names.length) return { parameter: place };
    faults.add(path, `'${declaration.name}' has no parameter '${part}'${didYouMean(part, [...names, "result"])}`);
    return null;
  });
  return { function: called, arguments: parts.filter((part) => part !== null) };
}
