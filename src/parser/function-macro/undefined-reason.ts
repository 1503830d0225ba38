import type { CType } from "../../spec/ctype.ts";
import type { Expression } from "../../spec/expression.ts";

/**
 * Why C leaves undefined what an operation on constants gives; `null` where it does not. clang computes something all the
 * same, which is its own choice.
 *
 * @param type of the operation, without typedefs.
 */
export function undefinedReason(expression: Expression, type: CType): string | null {
  switch (expression.kind) {
    case "unary":
      return expression.operator === "-" ? overflow(-integer(expression.of), type) : null;
    case "binary":
      return type.kind === "int" ? undefinedOperation(expression, type.bits, type) : null;
    case "cast":
      return expression.of.kind === "float" ? undefinedConversion(Number(expression.of.value), type) : null;
    default:
      return null;
  }
}

type Binary = Extract<Expression, { kind: "binary" }>;

function undefinedOperation({ operator, left, right }: Binary, bits: number, type: CType): string | null {
  const [a, b] = [integer(left), integer(right)];
  switch (operator) {
    case "+":
      return overflow(a + b, type);
    case "-":
      return overflow(a - b, type);
    case "*":
      return overflow(a * b, type);
    case "/":
    case "%":
      return b === 0n ? "it divides by zero" : overflow(a / b, type);
    // What a left shift of a negative number gives, and one into the sign, gcc and clang define.
    case "<<":
    case ">>":
      return b >= 0n && b < BigInt(bits) ? null : `it shifts ${bits} bits by ${b}`;
    default:
      return null;
  }
}

/** 0 for what is no integer: then nothing overflows. */
function integer(expression: Expression): bigint {
  return expression.kind === "int" ? BigInt(expression.value) : 0n;
}

function overflow(value: bigint, type: CType): string | null {
  const fits = type.kind !== "int" || !type.signed || BigInt.asIntN(type.bits, value) === value;
  return fits ? null : `its ${value} is no ${type.name}`;
}

/** A floating number must have an integer part that the type can hold (C17 6.3.1.4p1). */
function undefinedConversion(value: number, type: CType): string | null {
  if (type.kind !== "int") return null;
  const [low, size] = [type.signed ? -(2 ** (type.bits - 1)) : 0, 2 ** type.bits];
  const fits = Math.trunc(value) >= low && Math.trunc(value) < low + size;
  return fits ? null : `its ${value} is no ${type.name}`;
}
