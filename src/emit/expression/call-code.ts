import type { Parameter, PointerType } from "../../spec/ctype.ts";
import type { Expression } from "../../spec/expression.ts";
import { takesNonnull } from "../nonnull.ts";
import { asInteger } from "../ts-type.ts";
import { type ExpressionContext, runtimeCall } from "./expression-context.ts";
import { floatCode } from "./float-code.ts";
import { integerCode, widened } from "./integer-code.ts";
import { withoutCasts } from "./nonnull-parameters.ts";
import { isString, pointerArgument, pointerCode } from "./pointer-code.ts";
import { Refused } from "./refused.ts";
import { integerScalar, isBig, scalarOf } from "./scalar.ts";
import { truthCode } from "./truth-code.ts";

type Call = Extract<Expression, { kind: "call" }>;

export interface CallCode {
  readonly text: string;
  /** Whether a 64-bit result is a `number`, as that of `long` is. */
  readonly isNumber: boolean;
}

const BUILTINS: ReadonlyMap<string, string> = new Map([
  ["__builtin_bswap16", "swap16"],
  ["__builtin_bswap32", "swap32"],
  ["__builtin_bswap64", "swap64"],
]);

/** A call of a function that the module has, or of what the runtime has for a builtin. Its result is as functions give it. */
export function callText(call: Call, ec: ExpressionContext): CallCode {
  const builtin = BUILTINS.get(call.function);
  if (builtin !== undefined) {
    return {
      text: runtimeCall(ec, builtin, ...call.arguments.map((one) => integerCode(one, ec).text)),
      isNumber: false,
    };
  }
  const emitted = ec.function(call.function);
  if (emitted === null) throw new Refused(`it calls '${call.function}', which is not bound`);
  const { declaration, local } = emitted;
  const { parameters, result } = declaration.type;
  const given = call.arguments.map((argument, i) => argumentText(argument, parameters[i], ec));
  return { text: `${local}(${given.join(", ")})`, isNumber: asInteger(result, ec.cx)?.kind !== "bigint" };
}

function argumentText(argument: Expression, parameter: Parameter | undefined, ec: ExpressionContext): string {
  return parameter === undefined ? variadicText(argument, ec) : typedText(argument, parameter, ec);
}

/** An argument as a function of the module takes it. */
function typedText(argument: Expression, parameter: Parameter, ec: ExpressionContext): string {
  const scalar = scalarOf(parameter.type, ec.cx);
  switch (scalar.kind) {
    case "integer":
      if (scalar.bits === 1) return truthCode(argument, ec).text;
      return passedThrough(argument, ec) ?? withoutSuffix(widened(argument, ec).text);
    case "float":
      return floatCode(argument, ec).text;
    case "pointer":
      return pointerText(argument, parameter, scalar.pointer, ec);
    case "record":
      return recordText(argument, ec);
    case "void":
      throw new Refused("it passes nothing");
  }
}

function pointerText(argument: Expression, parameter: Parameter, wanted: PointerType, ec: ExpressionContext): string {
  const text = pointerArgument(wanted, parameter.type, argument, ec);
  const passed = withoutCasts(argument);
  const isNonnull = passed.kind === "parameter" && ec.parameters[passed.index]?.nonnull === true;
  if (isNonnull || pointerCode(argument, ec).form === "literal" || !takesNonnull(parameter, ec.cx)) return text;
  return runtimeCall(ec, "nonnull", text, ec.macro, pointerCode(argument, ec).name);
}

/** A literal that a number holds is written as one. */
function withoutSuffix(text: string): string {
  return /^\d{1,15}n$/.test(text) ? text.slice(0, -1) : text;
}

/** A parameter of 64 bits as it has been checked, whichever of number and bigint it is. */
function passedThrough(argument: Expression, ec: ExpressionContext): string | null {
  return argument.kind === "parameter" ? (ec.parameters[argument.index]?.checked.text ?? null) : null;
}

/** What stands for a record: a parameter, or the result of a call. */
export function recordText(expression: Expression, ec: ExpressionContext): string {
  if (expression.kind === "parameter") return ec.parameters[expression.index]?.given ?? "";
  if (expression.kind === "call") return callText(expression, ec).text;
  throw new Refused("it computes a record");
}

/** An argument of `...`: its type goes with it. Those of a macro itself are handed on as they are. */
function variadicText(argument: Expression, ec: ExpressionContext): string {
  const parameter = argument.kind === "parameter" ? ec.parameters[argument.index] : undefined;
  if (parameter?.isRest === true) return `...${parameter.given}`;
  const scalar = scalarOf(argument.type, ec.cx);
  switch (scalar.kind) {
    case "integer": {
      const { text } = integerCode(argument, ec);
      if (isBig(integerScalar(argument.type, ec.cx))) return text;
      return `${ec.cx.imports.value("c")}.${scalar.signed ? "" : "u"}int(${text})`;
    }
    case "float":
      return `${ec.cx.imports.value("c")}.double(${floatCode(argument, ec).text})`;
    case "pointer": {
      const code = pointerCode(argument, ec);
      if (code.form === "function") throw new Refused("it passes a function where any type may go");
      const isText = code.form === "string" || code.form === "literal" || code.form === "text";
      if (isText && !isString(argument.type, ec)) throw new Refused("it passes a text where C may write");
      return code.text;
    }
    case "record":
    case "void":
      throw new Refused("it passes a record where any type may go");
  }
}
