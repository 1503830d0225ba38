import type { ConstantDeclaration, GlobalDeclaration } from "../spec/declaration.ts";
import type { Cursor } from "./clang/cursor.ts";
import { constantNumber } from "./constant-number.ts";
import { linkerSymbol } from "./linker-symbol.ts";
import { readAttributes, readLinkage } from "./read-attributes.ts";
import type { ReadContext } from "./read-context.ts";
import { readType } from "./read-type.ts";

type Read =
  | Omit<GlobalDeclaration, "location" | "doc" | "deprecated" | "unavailable">
  | Pick<ConstantDeclaration, "kind" | "name" | "origin" | "type" | "value">;

/**
 * Reads a variable at file scope from its last declaration, which has the completed type (`extern int a[]; int a[3];`).
 * A `static const` number in a header is what others write as a macro: it has a value and no symbol.
 */
export function readGlobal(last: Cursor, context: ReadContext): Read {
  const name = last.spelling;
  const type = readType(last.type, context, name, last);
  const isStatic = last.isStatic || isConstexpr(last, context);
  if (isStatic && last.type.isConst) {
    const value = constantNumber(last);
    if (value !== null) return { kind: "constant", name, origin: "const", type, value };
  }
  const { attributes } = last;
  return {
    kind: "global",
    name,
    symbol: linkerSymbol(last, attributes),
    type,
    threadLocal: last.isThreadLocal,
    storage: isStatic ? "static" : "extern",
    linkage: readLinkage(last, readAttributes(last, attributes, context)),
  };
}

/** C23 6.2.2p3: a `constexpr` variable at file scope has internal linkage. libclang tells no storage class of it. */
function isConstexpr(variable: Cursor, context: ReadContext): boolean {
  return variable.isDefinition && /\bconstexpr\b/.test(context.print(variable).split("=")[0] ?? "");
}
