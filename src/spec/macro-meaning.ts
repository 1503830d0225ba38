import { z } from "zod";
import { CType } from "./ctype.ts";
import { Expression } from "./expression.ts";

/** What a macro without a value stands for, as the compiler understands it. */
export type MacroMeaning =
  /** Another name of a function or variable, through however many macros and pasted tokens: `#define mpz_init __gmpz_init`. */
  | {
      readonly kind: "name";
      readonly of: "function" | "global";
      /** The C name that is meant. */
      readonly name: string;
      /**
       * Whether the header declares the target by this macro (`void mpz_init(mpz_ptr);` behind the `#define`): what the
       * target is called is then no name that anybody writes.
       */
      readonly declares: boolean;
    }
  /** A type: `#define BOOL unsigned char`. */
  | { readonly kind: "type"; readonly type: CType }
  /** A number that no `double` is equal to, of a type that is wider: `3.14159265358979323846L`. */
  | { readonly kind: "inexact"; readonly type: CType }
  /** A macro that computes something: from its arguments, or, without parameters, from what functions and variables give. */
  | {
      readonly kind: "expression";
      readonly parameters: readonly MacroParameter[];
      /** The type of the expression, `void` too. */
      readonly result: CType;
      readonly body: Expression;
    }
  /** A function-like macro that cannot be a function outside of C, or a macro whose value C leaves undefined. */
  | { readonly kind: "inexpressible"; readonly reason: string };

/** C gives a macro's parameter no type: this is the one that its uses have. */
export interface MacroParameter {
  /** That of variable arguments, which a variadic function gets as its last ones, ends with `...`; their `type` says nothing. */
  readonly name: string;
  /** `void` for a parameter that is not used. */
  readonly type: CType;
  /**
   * Whether C converts it to an integer type of at most this width wherever it stands: then any integer may be given,
   * and is reduced to `type` as those conversions would.
   */
  readonly modular: boolean;
}

const MacroParameter: z.ZodType<MacroParameter> = z.strictObject({
  name: z.string(),
  type: CType,
  modular: z.boolean(),
});

export const MacroMeaning: z.ZodType<MacroMeaning> = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("name"),
      of: z.enum(["function", "global"]),
      name: z.string(),
      declares: z.boolean(),
    }),
    z.strictObject({ kind: z.literal("type"), type: CType }),
    z.strictObject({ kind: z.literal("inexact"), type: CType }),
    z.strictObject({
      kind: z.literal("expression"),
      parameters: z.array(MacroParameter),
      result: CType,
      body: Expression,
    }),
    z.strictObject({ kind: z.literal("inexpressible"), reason: z.string() }),
  ])
  .meta({ id: "MacroMeaning" });
