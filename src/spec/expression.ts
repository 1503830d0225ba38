import { z } from "zod";
import { CType } from "./ctype.ts";

/**
 * What a function-like macro computes. Every node has the C type that the compiler gave it, and every conversion is a
 * `cast` of its own, also where C converts silently (C17 6.3.1.8): both operands of a `binary` have its type, but for
 * shifts, comparisons and pointer arithmetic. A `local`, a `global`, a `member` and a `dereference` are lvalues; nothing
 * says where their value is taken.
 */
export type Expression =
  /** Decimal, in the range of its type. */
  | { readonly kind: "int"; readonly type: CType; readonly value: string }
  /** Shortest decimal that reads back as the same double, or `inf`, `-inf`, `nan`. */
  | { readonly kind: "float"; readonly type: CType; readonly value: string }
  /** A string literal; its type is the array. */
  | { readonly kind: "string"; readonly type: CType; readonly value: string }
  /** An argument of the macro, by its position. */
  | { readonly kind: "parameter"; readonly type: CType; readonly index: number }
  /** A name that a `let` around it has given a value. */
  | { readonly kind: "local"; readonly type: CType; readonly name: string }
  /** A variable of the headers. */
  | { readonly kind: "global"; readonly type: CType; readonly name: string }
  /** A call of a function of the headers, or of one of the compiler's own (`__builtin_bswap32`). */
  | {
      readonly kind: "call";
      readonly type: CType;
      readonly function: string;
      readonly arguments: readonly Expression[];
    }
  | { readonly kind: "unary"; readonly type: CType; readonly operator: UnaryOperator; readonly of: Expression }
  | {
      readonly kind: "binary";
      readonly type: CType;
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** Only one of the two is evaluated. */
  | {
      readonly kind: "conditional";
      readonly type: CType;
      readonly condition: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
    }
  /** `left` is evaluated for what it does. */
  | { readonly kind: "comma"; readonly type: CType; readonly left: Expression; readonly right: Expression }
  /** A conversion to `type`; of an array, the address of its first element. */
  | { readonly kind: "cast"; readonly type: CType; readonly of: Expression }
  /** A member of the record that `of` is; one of an anonymous record in it is named directly. */
  | { readonly kind: "member"; readonly type: CType; readonly name: string; readonly of: Expression }
  /** What the pointer `of` points to. `p[i]` is `*(p + i)`. */
  | { readonly kind: "dereference"; readonly type: CType; readonly of: Expression }
  /** The address of the lvalue `of`. */
  | { readonly kind: "address"; readonly type: CType; readonly of: Expression }
  /** `body`, in which `name` stands for `value`, computed once. */
  | {
      readonly kind: "let";
      readonly type: CType;
      readonly name: string;
      readonly value: Expression;
      readonly body: Expression;
    };

const UNARY = ["-", "~", "!"] as const;
const SHIFTS = ["<<", ">>"] as const;
const ARITHMETIC = ["*", "/", "%", "+", "-", "&", "^", "|"] as const;
const COMPARISONS = ["<", ">", "<=", ">=", "==", "!="] as const;
const LOGICAL = ["&&", "||"] as const;
const BINARY = [...ARITHMETIC, ...SHIFTS, ...COMPARISONS, ...LOGICAL] as const;

export type UnaryOperator = (typeof UNARY)[number];
export type ArithmeticOperator = (typeof ARITHMETIC)[number];
export type ShiftOperator = (typeof SHIFTS)[number];
export type Comparison = (typeof COMPARISONS)[number];
export type BinaryOperator = (typeof BINARY)[number];

/** The operator that a piece of C is; `undefined` if it is none of these. */
export const unaryOperator = (text: string): UnaryOperator | undefined => UNARY.find((known) => known === text);
export const binaryOperator = (text: string): BinaryOperator | undefined => BINARY.find((known) => known === text);

const type = CType;
const name = z.string();

export const Expression: z.ZodType<Expression> = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("int"), type, value: z.string().regex(/^-?\d+$/) }),
    z.strictObject({ kind: z.literal("float"), type, value: z.string() }),
    z.strictObject({ kind: z.literal("string"), type, value: z.string() }),
    z.strictObject({ kind: z.literal("parameter"), type, index: z.int().nonnegative() }),
    z.strictObject({ kind: z.literal("local"), type, name }),
    z.strictObject({ kind: z.literal("global"), type, name }),
    z.strictObject({
      kind: z.literal("call"),
      type,
      function: z.string(),
      get arguments() {
        return z.array(Expression);
      },
    }),
    z.strictObject({
      kind: z.literal("unary"),
      type,
      operator: z.enum(UNARY),
      get of() {
        return Expression;
      },
    }),
    z.strictObject({
      kind: z.literal("binary"),
      type,
      operator: z.enum(BINARY),
      get left() {
        return Expression;
      },
      get right() {
        return Expression;
      },
    }),
    z.strictObject({
      kind: z.literal("conditional"),
      type,
      get condition() {
        return Expression;
      },
      get whenTrue() {
        return Expression;
      },
      get whenFalse() {
        return Expression;
      },
    }),
    z.strictObject({
      kind: z.literal("comma"),
      type,
      get left() {
        return Expression;
      },
      get right() {
        return Expression;
      },
    }),
    z.strictObject({
      kind: z.literal("cast"),
      type,
      get of() {
        return Expression;
      },
    }),
    z.strictObject({
      kind: z.literal("member"),
      type,
      name,
      get of() {
        return Expression;
      },
    }),
    z.strictObject({
      kind: z.literal("dereference"),
      type,
      get of() {
        return Expression;
      },
    }),
    z.strictObject({
      kind: z.literal("address"),
      type,
      get of() {
        return Expression;
      },
    }),
    z.strictObject({
      kind: z.literal("let"),
      type,
      name,
      get value() {
        return Expression;
      },
      get body() {
        return Expression;
      },
    }),
  ])
  .meta({ id: "Expression" });
