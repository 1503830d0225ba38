/** How tight an operator of JavaScript binds. */
export const LEVEL = {
  comma: 0,
  conditional: 1,
  or: 2,
  and: 3,
  bitOr: 4,
  bitXor: 5,
  bitAnd: 6,
  equality: 7,
  relational: 8,
  shift: 9,
  additive: 10,
  multiplicative: 11,
  unary: 12,
  primary: 13,
} as const;

/** Bounds of an integer, both included. */
export type Range = readonly [low: bigint, high: bigint];

/** A JavaScript expression. */
export interface Code {
  readonly text: string;
  /** Of its outermost operator; see `LEVEL`. */
  readonly level: number;
}

/** An expression whose value is an integer of C: a `number` if its type has at most 32 bits, else a `bigint`. */
export interface IntegerCode extends Code {
  readonly range: Range;
  /** An expression with the same lowest 32 bits: what it is before its sign is put right. */
  readonly bits?: Code;
  /** The sum or product before it is made fit for the type, and what that can be: the same modulo 2^bits. */
  readonly exact?: Code & { readonly range: Range };
}

/** The text as an operand of an operator of `level`: in parentheses if it binds less. */
export function operand({ text, level }: Code, atLeast: number): string {
  return level < atLeast ? `(${text})` : text;
}

/** As an operand of an operator on bits: what else is in it gets parentheses, as C programmers write it too. */
export function bitOperand(code: Code, chained = LEVEL.primary + 1): string {
  return code.level === chained ? code.text : operand(code, LEVEL.unary);
}

export function primary(text: string): Code {
  return { text, level: LEVEL.primary };
}

export function within([low, high]: Range, [outerLow, outerHigh]: Range): boolean {
  return low >= outerLow && high <= outerHigh;
}
