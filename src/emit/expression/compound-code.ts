import type { Expression } from "../../spec/expression.ts";
import { type Code, LEVEL, operand } from "./code.ts";
import { effectText } from "./effect-code.ts";
import type { ExpressionContext, Local } from "./expression-context.ts";
import { floatCode } from "./float-code.ts";
import { integerCode } from "./integer-code.ts";
import { pointerCode } from "./pointer-code.ts";
import { Refused } from "./refused.ts";
import { scalarOf } from "./scalar.ts";

export function conditionalText(condition: Code, yes: Code, no: Code): string {
  const [test, first, second] = [
    operand(condition, LEVEL.conditional + 1),
    operand(yes, LEVEL.conditional),
    operand(no, LEVEL.conditional),
  ];
  return `${test} ? ${first} : ${second}`;
}

/** C's comma, in parentheses. */
export function commaText(left: Expression, right: Code, ec: ExpressionContext): string {
  const effect = effectText(left, ec);
  return effect === null ? `(${right.text})` : `(${effect}, ${operand(right, LEVEL.conditional)})`;
}

type Let = Extract<Expression, { kind: "let" }>;

/** A `let` in the middle of an expression: a function that is called where it stands. */
export function letText<C extends Code>(
  expression: Let,
  ec: ExpressionContext,
  write: (body: Expression, ec: ExpressionContext) => C,
): readonly [text: string, body: C] {
  const { value, local, inner } = bind(expression, ec);
  const body = write(expression.body, inner);
  return [`((${local}) => ${operand(body, LEVEL.conditional)})(${value})`, body];
}

/** Computes the value of a `let`, and what its name stands for from there on. */
export function bind(
  { name, value }: Let,
  ec: ExpressionContext,
): { readonly value: string; readonly local: string; readonly inner: ExpressionContext } {
  const local = ec.newLocal(name);
  const [text, meaning] = computed(value, local, ec);
  return { value: text, local, inner: { ...ec, locals: new Map([...ec.locals, [name, meaning]]) } };
}

function computed(value: Expression, local: string, ec: ExpressionContext): readonly [text: string, Local] {
  const { kind } = scalarOf(value.type, ec.cx);
  switch (kind) {
    case "integer": {
      const code = integerCode(value, ec);
      return [code.text, { kind, code: { text: local, level: LEVEL.primary, range: code.range } }];
    }
    case "float":
      return [floatCode(value, ec).text, { kind, text: local }];
    case "pointer": {
      const code = pointerCode(value, ec);
      return [code.text, { kind, code: { ...code, text: local, level: LEVEL.primary } }];
    }
    default:
      throw new Refused("it keeps a record in a variable");
  }
}
