import type { ArithmeticOperator, ShiftOperator, UnaryOperator } from "../../spec/expression.ts";
import { bitOperand, type Code, type IntegerCode, LEVEL, operand, primary, type Range, within } from "./code.ts";
import { type ExpressionContext, runtimeCall } from "./expression-context.ts";
import { type IntegerScalar, isBig, rangeOf } from "./scalar.ts";

const LEVELS: { readonly [K in ArithmeticOperator]: number } = {
  "*": LEVEL.multiplicative,
  "/": LEVEL.multiplicative,
  "%": LEVEL.multiplicative,
  "+": LEVEL.additive,
  "-": LEVEL.additive,
  "&": LEVEL.bitAnd,
  "^": LEVEL.bitXor,
  "|": LEVEL.bitOr,
};

/** An operator on two operands of the type of the result (C17 6.5.5, 6.5.6, 6.5.10 to 6.5.12). */
export function arithmetic(
  operator: ArithmeticOperator,
  type: IntegerScalar,
  left: IntegerCode,
  right: IntegerCode,
  ec: ExpressionContext,
): IntegerCode {
  switch (operator) {
    case "+":
    case "-":
    case "*":
      return sum(operator, type, left, right, ec);
    case "/":
    case "%":
      return quotient(operator, type, left, right, ec);
    case "&":
    case "^":
    case "|":
      return bitwise(operator, type, left, right);
  }
}

function plain(operator: ArithmeticOperator, left: Code, right: Code): string {
  const level = LEVELS[operator];
  return `${operand(left, level)} ${operator} ${operand(right, level + 1)}`;
}

function sum(
  operator: "+" | "-" | "*",
  type: IntegerScalar,
  left: IntegerCode,
  right: IntegerCode,
  ec: ExpressionContext,
): IntegerCode {
  const whole = rangeOf(type);
  const direct = exactRange(operator, left.range, right.range);
  if (within(direct, whole)) {
    const range = direct;
    const text = plain(operator, left, right);
    // JavaScript's 0 * -1 is -0, even where the product is never negative.
    const hasMinusZero = operator === "*" && !isBig(type) && (left.range[0] < 0n || right.range[0] < 0n);
    return hasMinusZero ? primaryCode(product(left, right), range) : { text, level: LEVELS[operator], range };
  }
  const exact = exactSum(operator, type, left, right);
  if (exact === null) {
    const text = plain(operator, left, right);
    // An overflow is one however much of a product is lost; what is left of it modulo 2^32 is not.
    if (type.signed) return primaryCode(runtimeCall(ec, "inInt", text, ec.macro), whole);
    return unsigned32(primary(product(left, right)), whole);
  }
  if (type.signed) {
    const text = runtimeCall(ec, isBig(type) ? "inLong" : "inInt", exact.text, ec.macro);
    return { ...primaryCode(text, whole), exact };
  }
  if (isBig(type)) return { ...primaryCode(`BigInt.asUintN(64, ${exact.text})`, whole), exact };
  return { ...unsigned32(exact, whole), exact };
}

/** The value of an unsigned type with the same lowest 32 bits. */
function unsigned32(bits: Code, range: Range): IntegerCode {
  return { text: `${bitOperand(bits)} >>> 0`, level: LEVEL.shift, range, bits };
}

/**
 * A sum or product of what its operands are before they are made fit for the type: then only the whole has to be. `null`
 * where a number might not hold it.
 */
function exactSum(
  operator: "+" | "-" | "*",
  type: IntegerScalar,
  left: IntegerCode,
  right: IntegerCode,
): NonNullable<IntegerCode["exact"]> | null {
  const wide = [left.exact ?? left, right.exact ?? right] as const;
  for (const [a, b] of [wide, [left, right] as const]) {
    const range = exactRange(operator, a.range, b.range);
    const isExact = isBig(type) || within(range, [-(2n ** 53n), 2n ** 53n]);
    if (isExact) return { text: plain(operator, a, b), level: LEVELS[operator], range };
  }
  return null;
}

function product(left: IntegerCode, right: IntegerCode): string {
  return `Math.imul(${left.text}, ${right.text})`;
}

function exactRange(operator: "+" | "-" | "*", [a, b]: Range, [c, d]: Range): Range {
  if (operator === "+") return [a + c, b + d];
  if (operator === "-") return [a - d, b - c];
  return hull([a * c, a * d, b * c, b * d]);
}

/** The least range with all these values. */
export function hull(values: readonly bigint[]): Range {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : 1));
  return [sorted[0] ?? 0n, sorted.at(-1) ?? 0n];
}

/** Truncates towards zero. Division by zero, and of the least value by -1, are undefined. */
function quotient(
  operator: "/" | "%",
  type: IntegerScalar,
  left: IntegerCode,
  right: IntegerCode,
  ec: ExpressionContext,
): IntegerCode {
  const [low, high] = right.range;
  const whole = rangeOf(type);
  const overflows = type.signed && left.range[0] === whole[0] && low <= -1n && high >= -1n;
  const range = operator === "/" ? quotientRange(left.range, right.range) : remainderRange(left.range, right.range);
  if (overflows && operator === "%")
    return primaryCode(runtimeCall(ec, "remainder", left.text, right.text, ec.macro), range);
  const divisor =
    low > 0n || high < 0n ? right : primaryCode(runtimeCall(ec, "divisor", right.text, ec.macro), right.range);
  const text = plain(operator, left, divisor);
  if (overflows) {
    const exact = isBig(type) ? text : `Math.trunc(${text})`;
    return primaryCode(runtimeCall(ec, isBig(type) ? "inLong" : "inInt", exact, ec.macro), whole);
  }
  if (isBig(type) || (operator === "%" && left.range[0] >= 0n)) return { text, level: LEVEL.multiplicative, range };
  return type.signed
    ? { text: `(${text}) | 0`, level: LEVEL.bitOr, range }
    : { text: `(${text}) >>> 0`, level: LEVEL.shift, range };
}

function magnitude([low, high]: Range): bigint {
  return -low > high ? -low : high;
}

function quotientRange(left: Range, right: Range): Range {
  if (left[0] >= 0n && right[0] > 0n) return [left[0] / right[1], left[1] / right[0]];
  const most = magnitude(left);
  return [left[0] >= 0n && right[0] >= 0n ? 0n : -most, most];
}

function remainderRange(left: Range, right: Range): Range {
  const [, bound] = hull([0n, magnitude(right) - 1n]);
  return [left[0] >= 0n ? 0n : -bound, bound];
}

/** JavaScript computes with 32 bits and a sign; what is unsigned has its highest bit put right. */
function bitwise(operator: "&" | "^" | "|", type: IntegerScalar, left: IntegerCode, right: IntegerCode): IntegerCode {
  const level = LEVELS[operator];
  const [a, b] = [left, right].map((side) => hexadecimal(isBig(type) ? side : lowBits(side)));
  const text = `${bitOperand(a ?? left, level)} ${operator} ${bitOperand(b ?? right)}`;
  const range = bitwiseRange(operator, left.range, right.range) ?? rangeOf(type);
  if (type.signed || isBig(type) || range[1] < 2n ** 31n) return { text, level, range };
  return unsigned32({ text, level }, range);
}

/** `null`: nothing is known. */
function bitwiseRange(operator: "&" | "^" | "|", left: Range, right: Range): Range | null {
  const positive = [left, right].filter(([low]) => low >= 0n).map(([, high]) => high);
  if (positive.length === 0) return null;
  const [least, most] = hull(positive);
  if (operator === "&") return [0n, least];
  return positive.length < 2 ? null : [0n, 2n ** BigInt(most.toString(2).length) - 1n];
}

/** For operators that look at 32 bits only. */
function lowBits(code: IntegerCode): IntegerCode {
  return code.bits === undefined ? code : { ...code.bits, range: code.range };
}

/** Masks are easier to read so. */
function hexadecimal(code: IntegerCode): IntegerCode {
  const [value, high] = code.range;
  if (value !== high || value < 10n || !/^\d+n?$/.test(code.text)) return code;
  return { ...code, text: `0x${value.toString(16)}${code.text.endsWith("n") ? "n" : ""}` };
}

/** The result has the type of the left operand (C17 6.5.7); a signed one is shifted as gcc and clang document it. */
export function shift(
  operator: ShiftOperator,
  type: IntegerScalar,
  left: IntegerCode,
  count: IntegerCode,
  countType: IntegerScalar,
  ec: ExpressionContext,
): IntegerCode {
  const all: Range = [0n, BigInt(type.bits) - 1n];
  const isSure = within(count.range, all);
  const checked = isSure
    ? count
    : primaryCode(runtimeCall(ec, "shiftCount", count.text, String(type.bits), ec.macro), all);
  const same = represented(checked, isSure && isBig(countType), isBig(type));
  const by = bitOperand(same);
  return operator === "<<" ? shiftLeft(type, left, by, checked.range) : shiftRight(type, left, by, checked.range);
}

function shiftLeft(type: IntegerScalar, left: IntegerCode, by: string, [least, most]: Range): IntegerCode {
  const whole = rangeOf(type);
  const exact = hull([left.range[0] << least, left.range[0] << most, left.range[1] << least, left.range[1] << most]);
  const range = within(exact, whole) ? exact : whole;
  const text = `${bitOperand(isBig(type) ? left : lowBits(left))} << ${by}`;
  if (isBig(type)) {
    if (range === exact) return { text, level: LEVEL.shift, range };
    return primaryCode(`BigInt.as${type.signed ? "Int" : "Uint"}N(64, ${text})`, range);
  }
  if (type.signed || range[1] < 2n ** 31n) return { text, level: LEVEL.shift, range };
  return unsigned32({ text, level: LEVEL.shift }, range);
}

function shiftRight(type: IntegerScalar, left: IntegerCode, by: string, [least, most]: Range): IntegerCode {
  const range = hull([left.range[0] >> least, left.range[0] >> most, left.range[1] >> least, left.range[1] >> most]);
  const operator = isBig(type) || type.signed || left.range[1] < 2n ** 31n ? ">>" : ">>>";
  const value = operator === ">>>" ? lowBits(left) : left;
  return { text: `${bitOperand(value)} ${operator} ${by}`, level: LEVEL.shift, range };
}

/** `-` and `~`. */
export function unary(
  operator: Exclude<UnaryOperator, "!">,
  type: IntegerScalar,
  of: IntegerCode,
  ec: ExpressionContext,
): IntegerCode {
  const whole = rangeOf(type);
  const [low, high] = of.range;
  const inner = isBig(type) ? of : operator === "~" ? lowBits(of) : of;
  const text = `${operator}${operand(inner, LEVEL.unary).replace(/^-/, " -")}`;
  if (operator === "~") {
    if (type.signed) return { text, level: LEVEL.unary, range: [~high, ~low] };
  } else {
    const range: Range = [-high, -low];
    if (type.signed && !within(range, whole)) {
      return primaryCode(runtimeCall(ec, isBig(type) ? "inLong" : "inInt", text, ec.macro), whole);
    }
    // JavaScript's -0 is none of C's integers.
    const hasMinusZero = !isBig(type) && low <= 0n && high >= 0n;
    if (type.signed) {
      return hasMinusZero
        ? { text: `0 - ${operand(of, LEVEL.additive + 1)}`, level: LEVEL.additive, range }
        : { text, level: LEVEL.unary, range };
    }
  }
  return isBig(type)
    ? primaryCode(`BigInt.asUintN(64, ${text})`, whole)
    : unsigned32({ text, level: LEVEL.unary }, whole);
}

/** A value of one integer type as one of another (C17 6.3.1.3). */
export function converted(of: IntegerCode, from: IntegerScalar, to: IntegerScalar): IntegerCode {
  const whole = rangeOf(to);
  if (within(of.range, whole)) return represented(of, isBig(from), isBig(to));
  const { bits, signed } = to;
  const wrap = `BigInt.as${signed ? "Int" : "Uint"}N(${bits}, `;
  if (isBig(to)) return primaryCode(`${wrap}${isBig(from) ? of.text : `BigInt(${of.text})`})`, whole);
  if (isBig(from)) return primaryCode(`Number(${wrap}${of.text}))`, whole);
  const low = lowBits(of);
  if (!signed && bits < 32) {
    return { text: `${bitOperand(low)} & ${bits === 8 ? "0xff" : "0xffff"}`, level: LEVEL.bitAnd, range: whole };
  }
  if (!signed) return unsigned32(low, whole);
  if (bits === 32) return { text: `${bitOperand(low)} | 0`, level: LEVEL.bitOr, range: whole };
  return { text: `(${bitOperand(low)} << ${32 - bits}) >> ${32 - bits}`, level: LEVEL.shift, range: whole };
}

/** The same value as a `number` or `bigint`. */
function represented(code: IntegerCode, wasBig: boolean, big: boolean): IntegerCode {
  if (wasBig === big) return code;
  if (/^-?\d+n?$/.test(code.text)) return { ...code, text: `${code.text.replace("n", "")}${big ? "n" : ""}` };
  return primaryCode(`${big ? "BigInt" : "Number"}(${code.text})`, code.range);
}

export function primaryCode(text: string, range: Range): IntegerCode {
  return { text, level: LEVEL.primary, range };
}
