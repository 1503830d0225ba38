import type { TypedefDeclaration } from "../spec/declaration.ts";
import type { Cursor } from "./clang/cursor.ts";
import { inForeignOrder } from "./foreign-order.ts";
import type { ReadContext } from "./read-context.ts";
import { readType } from "./read-type.ts";

/** The type that a typedef names, and its alignment where the name has one of its own. */
export function readTypedef(declaration: Cursor, context: ReadContext): Pick<TypedefDeclaration, "type" | "align"> {
  const underlying = declaration.typedefUnderlying;
  const { align } = declaration.type;
  const order = context.foreignOrder(declaration);
  return {
    type:
      order === null
        ? readType(underlying, context, declaration.spelling, declaration)
        : inForeignOrder(underlying, order),
    align: align === underlying.align ? null : align,
  };
}
