import type { IntType } from "../spec/ctype.ts";
import type { EnumDeclaration } from "../spec/declaration.ts";
import type { Cursor } from "./clang/cursor.ts";
import { CXCursor_EnumConstantDecl } from "./clang/libclang.ts";
import type { ReadContext } from "./read-context.ts";
import { readType } from "./read-type.ts";

/**
 * Integer type and enumerators of an enum; no integer type where the enum is incomplete: `enum e : short;` is not
 * (C23 6.7.3.3p11).
 */
export function readEnum(
  definition: Cursor,
  context: ReadContext,
): Pick<EnumDeclaration, "underlying" | "enumerators"> {
  const underlying = integerType(definition, context);
  const enumerators = definition.children
    .filter((child) => child.kind === CXCursor_EnumConstantDecl)
    .map((child, i, all) => ({
      name: child.spelling,
      value: String(child.enumeratorValue(underlying?.signed ?? false)), // no integer type: `enum e : bool`
      doc: context.comment(child, definition, all[i + 1]),
      deprecated: child.availability.deprecated,
    }));
  return { underlying, enumerators };
}

/** The integer type itself: an enum fixed to a typedef (`: uint8_t`) has the integer under it. */
function integerType(definition: Cursor, context: ReadContext): IntType | null {
  const type = readType(definition.enumInteger.canonical, context, "");
  return type.kind === "int" ? type : null;
}
