import type { Expression } from "../../spec/expression.ts";
import { callText } from "./call-code.ts";
import { LEVEL, operand } from "./code.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { Refused } from "./refused.ts";
import { truthCode } from "./truth-code.ts";

/** Code for what evaluating an expression does, its value aside; `null` if it does nothing. */
export function effectText(expression: Expression, ec: ExpressionContext): string | null {
  switch (expression.kind) {
    case "call":
      return callText(expression, ec).text;
    case "int":
    case "float":
    case "string":
    case "parameter":
    case "local":
    case "global":
      return null;
    case "cast":
    case "unary":
    case "address":
    case "member":
    case "dereference":
      return effectText(expression.of, ec);
    case "comma":
      return both(effectText(expression.left, ec), effectText(expression.right, ec));
    case "binary": {
      const { operator, left, right } = expression;
      if (operator !== "&&" && operator !== "||") return both(effectText(left, ec), effectText(right, ec));
      const effect = effectText(right, ec);
      if (effect === null) return effectText(left, ec);
      return `${operand(truthCode(left, ec), operator === "&&" ? LEVEL.and : LEVEL.or)} ${operator} (${effect})`;
    }
    case "conditional": {
      const [yes, no] = [effectText(expression.whenTrue, ec), effectText(expression.whenFalse, ec)];
      if (yes === null && no === null) return effectText(expression.condition, ec);
      const test = operand(truthCode(expression.condition, ec), LEVEL.conditional + 1);
      return `${test} ? ${yes ?? "undefined"} : ${no ?? "undefined"}`;
    }
    case "let":
      throw new Refused("it discards a value that needs a variable");
  }
}

function both(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right;
  return `(${left}, ${right})`;
}
