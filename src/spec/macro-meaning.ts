import { z } from "zod";
import { CType } from "./ctype.ts";

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
  | { readonly kind: "inexact"; readonly type: CType };

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
  ])
  .meta({ id: "MacroMeaning" });
