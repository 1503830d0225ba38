import { assertNever } from "../../spec/assert-never.ts";
import type { Expression } from "../../spec/expression.ts";
import { callText } from "./call-code.ts";
import { type Code, type IntegerCode, LEVEL, operand, type Range, within } from "./code.ts";
import { commaText, conditionalText, letText } from "./compound-code.ts";
import { type ExpressionContext, runtimeCall } from "./expression-context.ts";
import { floatCode } from "./float-code.ts";
import { arithmetic, converted, hull, primaryCode, shift, unary } from "./integer-arithmetic.ts";
import { loadText } from "./place.ts";
import { addressText, pointeeSize } from "./pointer-code.ts";
import { Refused } from "./refused.ts";
import { type IntegerScalar, integerScalar, isBig, rangeOf, scalarOf } from "./scalar.ts";
import { truthCode } from "./truth-code.ts";

const BIT: Range = [0n, 1n];

/** Code for an expression of integer type; see `IntegerScalar` for what its values are. */
export function integerCode(expression: Expression, ec: ExpressionContext): IntegerCode {
  const type = integerScalar(expression.type, ec.cx);
  switch (expression.kind) {
    case "int":
      return literal(BigInt(expression.value), type);
    case "parameter":
      return parameter(expression.index, type, ec);
    case "local": {
      const local = ec.locals.get(expression.name);
      if (local?.kind !== "integer") throw new Refused(`it uses '${expression.name}' for what it is not`);
      return local.code;
    }
    case "global":
    case "member":
    case "dereference":
      return read(loadText(expression, ec), type);
    case "call":
      return call(expression, type, ec);
    case "unary":
      if (expression.operator === "!") return bit(expression, ec);
      return unary(expression.operator, type, integerCode(expression.of, ec), ec);
    case "binary":
      return binary(expression, type, ec);
    case "conditional": {
      const [yes, no] = [integerCode(expression.whenTrue, ec), integerCode(expression.whenFalse, ec)];
      const text = conditionalText(truthCode(expression.condition, ec), yes, no);
      return { text, level: LEVEL.conditional, range: hull([...yes.range, ...no.range]) };
    }
    case "comma": {
      const right = integerCode(expression.right, ec);
      return primaryCode(commaText(expression.left, right, ec), right.range);
    }
    case "let": {
      const [text, body] = letText(expression, ec, integerCode);
      return primaryCode(text, body.range);
    }
    case "cast":
      return cast(expression.of, type, ec);
    case "float":
    case "string":
    case "address":
      throw new Refused("it takes something else for an integer");
    default:
      return assertNever(expression);
  }
}

function literal(value: bigint, type: IntegerScalar): IntegerCode {
  const text = `${value}${isBig(type) ? "n" : ""}`;
  return { text, level: value < 0n ? LEVEL.unary : LEVEL.primary, range: [value, value] };
}

function parameter(index: number, type: IntegerScalar, ec: ExpressionContext): IntegerCode {
  const given = ec.parameters[index];
  if (given === undefined) throw new Refused(`there is no parameter ${index}`);
  const { text, isWide } = given.checked;
  const range = rangeOf(type);
  if (type.bits === 1) return { text: `${text} ? 1 : 0`, level: LEVEL.conditional, range };
  return primaryCode(isWide ? `BigInt(${text})` : text, range);
}

function read(text: string, type: IntegerScalar): IntegerCode {
  if (type.bits === 1) return { text: `${text} ? 1 : 0`, level: LEVEL.conditional, range: BIT };
  return primaryCode(text, rangeOf(type));
}

function call(
  expression: Extract<Expression, { kind: "call" }>,
  type: IntegerScalar,
  ec: ExpressionContext,
): IntegerCode {
  const { text, isNumber } = callText(expression, ec);
  if (type.bits === 1) return { text: `${text} ? 1 : 0`, level: LEVEL.conditional, range: BIT };
  return primaryCode(isBig(type) && isNumber ? `BigInt(${text})` : text, rangeOf(type));
}

function bit(expression: Expression, ec: ExpressionContext): IntegerCode {
  return {
    text: `${operand(truthCode(expression, ec), LEVEL.conditional + 1)} ? 1 : 0`,
    level: LEVEL.conditional,
    range: BIT,
  };
}

function binary(
  expression: Extract<Expression, { kind: "binary" }>,
  type: IntegerScalar,
  ec: ExpressionContext,
): IntegerCode {
  const { operator, left, right } = expression;
  switch (operator) {
    case "<<":
    case ">>": {
      const [value, count] = [integerCode(left, ec), integerCode(right, ec)];
      return shift(operator, type, value, count, integerScalar(right.type, ec.cx), ec);
    }
    case "<":
    case ">":
    case "<=":
    case ">=":
    case "==":
    case "!=":
    case "&&":
    case "||":
      return bit(expression, ec);
    default: {
      const { kind } = scalarOf(left.type, ec.cx);
      if (kind === "pointer" && operator === "-") return difference(left, right, type, ec);
      return arithmetic(operator, type, integerCode(left, ec), integerCode(right, ec), ec);
    }
  }
}

/** Elements between two pointers (C17 6.5.6p9). */
function difference(left: Expression, right: Expression, type: IntegerScalar, ec: ExpressionContext): IntegerCode {
  const size = pointeeSize(left.type, ec);
  const bytes: Code = { text: `${addressText(left, ec)} - ${addressText(right, ec)}`, level: LEVEL.additive };
  const code = size === 1 ? bytes : { text: `(${bytes.text}) / ${size}n`, level: LEVEL.multiplicative };
  return isBig(type) ? { ...code, range: rangeOf(type) } : primaryCode(`Number(${code.text})`, rangeOf(type));
}

function cast(of: Expression, type: IntegerScalar, ec: ExpressionContext): IntegerCode {
  const from = scalarOf(of.type, ec.cx);
  if (type.bits === 1) {
    const text = `${operand(truthCode(of, ec), LEVEL.conditional + 1)} ? 1 : 0`;
    return { text, level: LEVEL.conditional, range: BIT };
  }
  switch (from.kind) {
    case "integer":
      return converted(integerCode(of, ec), from, type);
    case "float": {
      const { text } = floatCode(of, ec);
      const given = isBig(type) ? [text, String(type.signed)] : [text, String(type.bits), String(type.signed)];
      const name = isBig(type) ? "truncatedLong" : "truncated";
      return primaryCode(runtimeCall(ec, name, ...given, ec.macro), rangeOf(type));
    }
    case "pointer": {
      const address = { bits: 64, signed: false, kind: "integer" } as const;
      return converted(primaryCode(addressText(of, ec), rangeOf(address)), address, type);
    }
    case "void":
    case "record":
      throw new Refused("it takes something else for an integer");
    default:
      return assertNever(from);
  }
}

/** An integer as an argument where C converts it without loss: the number is passed as it is. */
export function widened(expression: Expression, ec: ExpressionContext): IntegerCode {
  if (expression.kind !== "cast" || scalarOf(expression.of.type, ec.cx).kind !== "integer") {
    return integerCode(expression, ec);
  }
  const inner = integerCode(expression.of, ec);
  const type = integerScalar(expression.type, ec.cx);
  return within(inner.range, rangeOf(type)) ? inner : integerCode(expression, ec);
}
