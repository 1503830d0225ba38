import type { FunctionDeclaration } from "../spec/declaration.ts";
import type { Cursor } from "./clang/cursor.ts";
import { CXCursor_UnexposedAttr, CXCursor_WarnUnusedResultAttr } from "./clang/libclang.ts";
import { linkerSymbol } from "./linker-symbol.ts";
import type { ReadContext } from "./read-context.ts";
import { readFunctionType } from "./read-type.ts";

type Read = Pick<
  FunctionDeclaration,
  "kind" | "name" | "symbol" | "type" | "storage" | "inline" | "noreturn" | "warnUnusedResult"
>;

/**
 * Reads a function from its last declaration: there clang has merged types and attributes of all earlier ones
 * (C17 6.2.7p4).
 */
export function readFunction(last: Cursor, context: ReadContext): Read {
  const name = last.spelling;
  const type = last.type;
  const attributes = last.children;
  return {
    kind: "function",
    name,
    symbol: linkerSymbol(name, attributes),
    type: readFunctionType(type, context, name, last),
    storage: last.isStatic ? "static" : "extern",
    inline: last.isInline,
    noreturn: /\bnoreturn\b/.test(type.spelling) || attributes.some((child) => isNoreturn(child, context)),
    warnUnusedResult: attributes.some((child) => child.kind === CXCursor_WarnUnusedResultAttr),
  };
}

/** `_Noreturn` and `[[noreturn]]` are no part of the type, and have no cursor kind of their own. */
function isNoreturn(attribute: Cursor, context: ReadContext): boolean {
  if (attribute.kind !== CXCursor_UnexposedAttr) return false;
  return context.tokens(attribute).some((token) => /^(_Noreturn|noreturn|__noreturn__)$/.test(token));
}
