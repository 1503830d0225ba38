import { assertNever } from "../../spec/assert-never.ts";
import type { Expression } from "../../spec/expression.ts";
import { mathConstant } from "../emit-constant.ts";
import { callText } from "./call-code.ts";
import { type Code, LEVEL, operand, primary, within } from "./code.ts";
import { commaText, conditionalText, letText } from "./compound-code.ts";
import { type ExpressionContext, runtimeCall } from "./expression-context.ts";
import { integerCode } from "./integer-code.ts";
import { loadText } from "./place.ts";
import { Refused } from "./refused.ts";
import { integerScalar, isBig, scalarOf } from "./scalar.ts";
import { truthCode } from "./truth-code.ts";

const LEVELS = {
  "*": LEVEL.multiplicative,
  "/": LEVEL.multiplicative,
  "+": LEVEL.additive,
  "-": LEVEL.additive,
} as const;

/** Code for an expression of type `float` or `double`: a number that its type has. */
export function floatCode(expression: Expression, ec: ExpressionContext): Code {
  const type = scalarOf(expression.type, ec.cx);
  if (type.kind !== "float") throw new Refused("it takes something else for a floating number");
  switch (expression.kind) {
    case "float":
      return literal(expression.value);
    case "parameter":
      return primary(ec.parameters[expression.index]?.checked.text ?? "");
    case "local": {
      const local = ec.locals.get(expression.name);
      if (local?.kind !== "float") throw new Refused(`it uses '${expression.name}' for what it is not`);
      return primary(local.text);
    }
    case "global":
    case "member":
    case "dereference":
      return primary(loadText(expression, ec));
    case "call":
      return primary(callText(expression, ec).text);
    case "unary": {
      const of = floatCode(expression.of, ec);
      return { text: `-${operand(of, LEVEL.unary).replace(/^-/, " -")}`, level: LEVEL.unary };
    }
    case "binary": {
      const { operator } = expression;
      if (operator !== "*" && operator !== "/" && operator !== "+" && operator !== "-") break;
      const level = LEVELS[operator];
      const [left, right] = [floatCode(expression.left, ec), floatCode(expression.right, ec)];
      const text = `${operand(left, level)} ${operator} ${operand(right, level + 1)}`;
      // A double has bits enough for rounding twice to be rounding once.
      return type.name === "float" ? primary(`Math.fround(${text})`) : { text, level };
    }
    case "conditional": {
      const [yes, no] = [floatCode(expression.whenTrue, ec), floatCode(expression.whenFalse, ec)];
      return { text: conditionalText(truthCode(expression.condition, ec), yes, no), level: LEVEL.conditional };
    }
    case "comma":
      return primary(commaText(expression.left, floatCode(expression.right, ec), ec));
    case "let":
      return primary(letText(expression, ec, floatCode)[0]);
    case "cast":
      return cast(expression.of, type.name, ec);
    case "int":
    case "string":
    case "address":
      break;
    default:
      return assertNever(expression);
  }
  throw new Refused("it takes something else for a floating number");
}

function literal(value: string): Code {
  if (value === "nan") return primary("Number.NaN");
  if (value === "inf") return primary("Number.POSITIVE_INFINITY");
  if (value === "-inf") return primary("Number.NEGATIVE_INFINITY");
  const known = mathConstant(Number(value));
  if (known !== null) return primary(known);
  return { text: value, level: value.startsWith("-") ? LEVEL.unary : LEVEL.primary };
}

function cast(of: Expression, to: "float" | "double", ec: ExpressionContext): Code {
  const from = scalarOf(of.type, ec.cx);
  if (from.kind === "float") {
    const code = floatCode(of, ec);
    return to === "float" && from.name === "double" ? primary(`Math.fround(${code.text})`) : code;
  }
  if (from.kind !== "integer") throw new Refused("it takes something else for a floating number");
  const code = integerCode(of, ec);
  const big = isBig(integerScalar(of.type, ec.cx));
  if (to === "double" || within(code.range, [-(2n ** 24n), 2n ** 24n]))
    return big ? primary(`Number(${code.text})`) : code;
  return primary(big ? runtimeCall(ec, "nearestFloat", code.text) : `Math.fround(${code.text})`);
}
