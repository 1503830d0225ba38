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
    symbol: linkerSymbol(last, name),
    type: readFunctionType(type, context, name, last),
    storage: last.isStatic ? "static" : "extern",
    inline: last.isInline,
    noreturn: /\bnoreturn\b/.test(type.spelling) || attributes.some(isNoreturn),
    warnUnusedResult: attributes.some((child) => child.kind === CXCursor_WarnUnusedResultAttr),
  };
}

/** `_Noreturn` has no cursor kind of its own. */
function isNoreturn(attribute: Cursor): boolean {
  return attribute.kind === CXCursor_UnexposedAttr && /^_?[Nn]oreturn$/.test(attribute.spelling);
}
