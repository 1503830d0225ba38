import type { Expression } from "../../spec/expression.ts";
import type { Context } from "../context.ts";
import { takesNonnull } from "../nonnull.ts";
import type { ExpressionContext } from "./expression-context.ts";

/** Parameters of a macro that only go to functions, and to one at least that does not take NULL: neither does the macro. */
export function nonnullParameters(
  body: Expression,
  functions: ExpressionContext["function"],
  cx: Context,
): ReadonlySet<number> {
  const nonnull = new Set<number>();
  const others = new Set<number>();
  const visit = (expression: Expression): void => {
    switch (expression.kind) {
      case "parameter":
        others.add(expression.index);
        return;
      case "call": {
        const parameters = functions(expression.function)?.declaration.type.parameters ?? [];
        expression.arguments.forEach((argument, i) => {
          const passed = withoutCasts(argument);
          const parameter = parameters[i];
          if (passed.kind !== "parameter") visit(argument);
          else if (parameter !== undefined && takesNonnull(parameter, cx)) nonnull.add(passed.index);
        });
        return;
      }
      case "int":
      case "float":
      case "string":
      case "local":
      case "global":
        return;
      case "unary":
      case "cast":
      case "member":
      case "dereference":
      case "address":
        visit(expression.of);
        return;
      case "binary":
      case "comma":
        visit(expression.left);
        visit(expression.right);
        return;
      case "conditional":
        visit(expression.condition);
        visit(expression.whenTrue);
        visit(expression.whenFalse);
        return;
      case "let":
        visit(expression.value);
        visit(expression.body);
    }
  };
  visit(body);
  return new Set([...nonnull].filter((index) => !others.has(index)));
}

export function withoutCasts(expression: Expression): Expression {
  return expression.kind === "cast" ? withoutCasts(expression.of) : expression;
}
