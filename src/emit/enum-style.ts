import type { EnumDeclaration } from "../spec/declaration.ts";
import type { Context } from "./context.ts";

/**
 * What an enum with a name becomes: a constant for each enumerator, as in C; an object of the enum's name; or both. All
 * have a type of the enum's name, the union of its values. An enum without a name becomes constants in any case.
 *
 * None is a TypeScript `enum`, which is no erasable syntax, and whose members are no numbers to the compiler.
 */
export const ENUM_STYLES = ["both", "constants", "object"] as const;
export type EnumStyle = (typeof ENUM_STYLES)[number];

/** Whether the name of an enum is that of an object too, and not of a type alone. */
export function isEnumObject(declaration: EnumDeclaration, cx: Context): boolean {
  return cx.enumStyle !== "constants" && declaration.enumerators.length > 0;
}
