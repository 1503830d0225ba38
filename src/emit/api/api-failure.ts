import type { ApiParameter, Failure, MemberOf, TextCall } from "../../spec/annotations/api-function.ts";
import { assertNever } from "../../spec/assert-never.ts";
import type { CType } from "../../spec/ctype.ts";
import { isText } from "../argument.ts";
import { placeholder } from "../callable.ts";
import type { Context } from "../context.ts";
import { asInteger } from "../ts-type.ts";
import { type ApiScope, RETURNED } from "./api-parameter.ts";

/** Lines that throw where the result means failure; `freed`: statements that come before that. */
export function failureLines(
  failure: Failure,
  freed: readonly string[],
  scope: ApiScope,
  cx: Context,
): readonly string[] {
  const { declaration } = scope.function;
  const { code, clear } = failure;
  const result = code === null ? RETURNED : scope.own("code");
  const type = (code === null ? declaration : code.function).type.result;
  const asked = code === null ? [] : [`const ${result} = ${textCode(code, scope, cx)};`];
  const last = [...(clear === null ? [] : [`${textCode(clear, scope, cx)};`]), ...freed];
  const tests = [failureTest(failure.when, type, result, cx)];
  for (const value of failure.unless) {
    tests.push(`${result} !== ${typeof value === "number" ? value : cx.names.ordinary(value).local}`);
  }
  const options = [
    ...(failure.errno ? ["errno: true"] : []),
    ...(failure.text === null ? [] : [`text: () => ${wordsCode(failure.text, scope, cx)}`]),
  ];
  const shown = failure.number === null ? result : memberCode(failure.number, scope);
  const how = options.length === 0 ? "" : `, { ${options.join(", ")} }`;
  const made = `${cx.imports.value("failure")}(${JSON.stringify(declaration.name)}, ${shown}${how})`;
  const test = tests.join(" && ");
  if (last.length === 0) return [...asked, `if (${test}) throw ${made};`];
  const error = scope.own("error");
  return [
    ...asked,
    `if (${test}) {`,
    `  const ${error} = ${made};`,
    ...last.map((line) => `  ${line}`),
    `  throw ${error};`,
    "}",
  ];
}

function failureTest(when: Failure["when"], type: CType, result: string, cx: Context): string {
  const isBool = cx.types.resolve(type).kind === "bool";
  const zero = asInteger(type, cx)?.kind === "bigint" ? "0n" : "0";
  switch (when) {
    case "null":
      return `${result} === null`;
    case "negative":
      return `${result} < ${zero}`;
    case "zero":
      return isBool ? `!${result}` : `${result} === ${zero}`;
    case "nonzero":
      return isBool ? result : `${result} !== ${zero}`;
    default:
      return assertNever(when);
  }
}

function wordsCode(text: NonNullable<Failure["text"]>, scope: ApiScope, cx: Context): string {
  if (!("parameter" in text)) {
    const code = textCode(text, scope, cx);
    const result = cx.types.resolve(text.function.type.result);
    // `char *strerror(int)`: to the plain function that is a pointer
    const isPointer = result.kind === "pointer" && (!isText(result, cx) || cx.textInPlace.has(text.function.name));
    return isPointer ? `${cx.imports.value("cstring")}(${code})` : code;
  }
  if ("member" in text) return memberWords(text, scope, cx);
  return `${cx.imports.value("cstring")}(${heldBy(scope.function.parameters[text.parameter], text.parameter, scope)})`;
}

/** Text in a record, or behind a pointer there. */
function memberWords(text: MemberOf, scope: ApiScope, cx: Context): string {
  const parameter = scope.function.parameters[text.parameter];
  const of = parameter?.role === "cell" ? cx.types.resolve(parameter.of) : null;
  const fields = of?.kind === "record" ? (of.record.layout?.fields ?? []) : [];
  const field = fields.find(({ name }) => name === text.member);
  const isPointer = field !== undefined && cx.types.resolve(field.type).kind === "pointer";
  return `${cx.imports.value(isPointer ? "cstring" : "text")}(${memberCode(text, scope)})`;
}

/** A record's cell is that record. */
function memberCode({ parameter, member }: MemberOf, scope: ApiScope): string {
  return `${scope.local(scope.names[parameter] ?? "")}.${member}`;
}

export function textCode(call: TextCall, scope: ApiScope, cx: Context): string {
  const parts = call.arguments.map((part) => {
    if (part === "result") return RETURNED;
    if (!("parameter" in part)) return textCode(part, scope, cx);
    return heldBy(scope.function.parameters[part.parameter], part.parameter, scope);
  });
  return `${cx.names.ordinary(call.function.name).local}(${parts.join(", ")})`;
}

function heldBy(parameter: ApiParameter | undefined, index: number, scope: ApiScope): string {
  return parameter?.role === "cell" ? `${scope.local(scope.names[index] ?? "")}.value` : placeholder(index);
}
