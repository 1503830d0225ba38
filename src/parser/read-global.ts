import type { GlobalDeclaration } from "../spec/declaration.ts";
import type { Cursor } from "./clang/cursor.ts";
import { linkerSymbol } from "./linker-symbol.ts";
import type { ReadContext } from "./read-context.ts";
import { readType } from "./read-type.ts";

type Read = Pick<GlobalDeclaration, "kind" | "name" | "symbol" | "type" | "threadLocal" | "storage">;

/** Reads a variable at file scope from its last declaration, which has the completed type (`extern int a[]; int a[3];`). */
export function readGlobal(last: Cursor, context: ReadContext): Read {
  const name = last.spelling;
  return {
    kind: "global",
    name,
    symbol: linkerSymbol(last, name),
    type: readType(last.type, context, name, last),
    threadLocal: last.isThreadLocal,
    storage: last.isStatic ? "static" : "extern",
  };
}
