import { assertNever } from "../../spec/assert-never.ts";
import type { Comparison, Expression } from "../../spec/expression.ts";
import { callText } from "./call-code.ts";
import { type Code, LEVEL, operand, primary, within } from "./code.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { floatCode } from "./float-code.ts";
import { integerCode } from "./integer-code.ts";
import { addressText, pointerCode } from "./pointer-code.ts";
import { Refused } from "./refused.ts";
import { integerScalar, isBig, rangeOf, scalarOf } from "./scalar.ts";

/** Code for whether an expression is not 0: a boolean. */
export function truthCode(expression: Expression, ec: ExpressionContext): Code {
  return test(expression, false, ec);
}

/** Whether an expression is not 0, or (`isNegated`) whether it is. */
function test(expression: Expression, isNegated: boolean, ec: ExpressionContext): Code {
  switch (expression.kind) {
    case "int":
      return primary(String((expression.value !== "0") !== isNegated));
    case "unary":
      if (expression.operator === "!") return test(expression.of, !isNegated, ec);
      break;
    case "binary": {
      const { operator, left, right } = expression;
      if (operator === "&&" || operator === "||") {
        const level = operator === "&&" ? LEVEL.and : LEVEL.or;
        const sides = [truthCode(left, ec), truthCode(right, ec)].map((side) => operand(side, level));
        return negatedIf(isNegated, { text: sides.join(` ${operator} `), level });
      }
      if (operator === "==" || operator === "!=") {
        return comparison((operator === "==") === isNegated ? "!=" : "==", left, right, ec);
      }
      // `!(a < b)` is no `a >= b`: there is NaN.
      if (isComparison(operator)) return negatedIf(isNegated, comparison(operator, left, right, ec));
      break;
    }
    case "cast": {
      const inner = lossless(expression, ec);
      if (inner !== null) return test(inner, isNegated, ec);
      break;
    }
    case "call":
      if (!isBool(expression, ec)) break;
      return negatedIf(isNegated, primary(callText(expression, ec).text));
    case "parameter":
      if (!isBool(expression, ec)) break;
      return negatedIf(isNegated, primary(ec.parameters[expression.index]?.checked.text ?? ""));
    default:
  }
  const [value, zero] = valueAndZero(expression, ec);
  const text = `${operand(value, LEVEL.equality)} ${isNegated ? "===" : "!=="} ${zero}`;
  return { text, level: LEVEL.equality };
}

function isBool(expression: Expression, ec: ExpressionContext): boolean {
  return ec.cx.types.resolve(expression.type).kind === "bool";
}

function negatedIf(isNegated: boolean, code: Code): Code {
  return isNegated ? { text: `!${operand(code, LEVEL.unary)}`, level: LEVEL.unary } : code;
}

/** What a conversion converts, if it cannot make 0 of anything else: one to `_Bool`, or to a type that holds all values. */
function lossless(expression: Extract<Expression, { kind: "cast" }>, ec: ExpressionContext): Expression | null {
  const from = scalarOf(expression.of.type, ec.cx);
  const to = scalarOf(expression.type, ec.cx);
  if (to.kind === "pointer" && from.kind === "pointer") return expression.of;
  if (to.kind !== "integer" || from.kind === "void" || from.kind === "record") return null;
  if (to.bits === 1) return expression.of;
  return from.kind === "integer" && within(rangeOf(from), rangeOf(to)) ? expression.of : null;
}

function valueAndZero(expression: Expression, ec: ExpressionContext): readonly [Code, string] {
  const scalar = scalarOf(expression.type, ec.cx);
  switch (scalar.kind) {
    case "integer":
      return [integerCode(expression, ec), isBig(scalar) ? "0n" : "0"];
    case "float":
      return [floatCode(expression, ec), "0"];
    case "pointer":
      return [pointerCode(expression, ec), "null"];
    case "void":
    case "record":
      throw new Refused("it tests what has no truth value");
    default:
      return assertNever(scalar);
  }
}

function isComparison(operator: string): operator is Comparison {
  return /^(?:[<>]=?|[=!]=)$/.test(operator);
}

const LEVELS: { readonly [K in Comparison]: number } = {
  "==": LEVEL.equality,
  "!=": LEVEL.equality,
  "<": LEVEL.relational,
  ">": LEVEL.relational,
  "<=": LEVEL.relational,
  ">=": LEVEL.relational,
};

function comparison(operator: Comparison, left: Expression, right: Expression, ec: ExpressionContext): Code {
  const level = LEVELS[operator];
  const spelled = operator === "==" || operator === "!=" ? `${operator}=` : operator;
  const join = (a: Code, b: Code): Code => ({
    text: `${operand(a, level)} ${spelled} ${operand(b, level + 1)}`,
    level,
  });
  const scalar = scalarOf(left.type, ec.cx);
  switch (scalar.kind) {
    case "integer":
      return join(integerCode(left, ec), comparable(right, isBig(integerScalar(left.type, ec.cx)), ec));
    case "float":
      return join(floatCode(left, ec), floatCode(right, ec));
    case "pointer": {
      if (isNull(right)) return join(pointerCode(left, ec), primary("null"));
      if (isNull(left)) return join(pointerCode(right, ec), primary("null"));
      return join(primary(addressText(left, ec)), primary(addressText(right, ec)));
    }
    case "void":
    case "record":
      throw new Refused("it compares what cannot be compared");
    default:
      return assertNever(scalar);
  }
}

function comparable(expression: Expression, big: boolean, ec: ExpressionContext): Code {
  if (isBig(integerScalar(expression.type, ec.cx)) !== big) throw new Refused("it compares two types");
  return integerCode(expression, ec);
}

/** A null pointer constant, converted or not. */
export function isNull(expression: Expression): boolean {
  if (expression.kind === "int") return expression.value === "0";
  return expression.kind === "cast" && expression.type.kind === "pointer" && isNull(expression.of);
}
