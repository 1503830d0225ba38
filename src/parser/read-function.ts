import type { CType } from "../spec/ctype.ts";
import type { FunctionDeclaration } from "../spec/declaration.ts";
import type { Cursor } from "./clang/cursor.ts";
import { CXCursor_WarnUnusedResultAttr, CXType_Elaborated, CXType_Typedef } from "./clang/libclang.ts";
import { linkerSymbol } from "./linker-symbol.ts";
import { nonnullParameters, readAttributes, readFormat, readLinkage } from "./read-attributes.ts";
import type { ReadContext } from "./read-context.ts";
import { readFunctionType } from "./read-type.ts";

type Read = Omit<FunctionDeclaration, "location" | "doc" | "deprecated" | "unavailable">;

/**
 * Reads a function from its last declaration: there clang has merged types and attributes of all earlier ones
 * (C17 6.2.7p4).
 */
export function readFunction(last: Cursor, context: ReadContext): Read {
  const name = last.spelling;
  const type = last.type;
  const attributeCursors = last.attributes;
  const attributes = readAttributes(last, attributeCursors, context);
  const read = readFunctionType(type, context, name, declarator(last));
  const nonnull = nonnullParameters(attributes);
  return {
    kind: "function",
    name,
    symbol: linkerSymbol(last, attributeCursors),
    type: {
      ...read,
      parameters: read.parameters.map((parameter, i) =>
        nonnull(i) && isPointer(parameter.type, last, i) ? { ...parameter, nonnull: true } : parameter,
      ),
    },
    storage: last.isStatic ? "static" : "extern",
    inline: last.isInline,
    noreturn: context.facts(type).isNoreturn() || attributes.some((one) => one.name === "noreturn"),
    warnUnusedResult: attributeCursors.some(({ kind }) => kind === CXCursor_WarnUnusedResultAttr),
    returnsNonnull: attributes.some((one) => one.name === "returns_nonnull") || context.facts(type.result).isNonnull,
    format: readFormat(attributes),
    linkage: readLinkage(last, attributes),
  };
}

/** Declaration that names the parameters: for `operation add;` the typedef's. */
function declarator(declaration: Cursor): Cursor {
  const type = declaration.type.kind === CXType_Elaborated ? declaration.type.named : declaration.type;
  return type.kind === CXType_Typedef ? type.declaration : declaration;
}

/** An attribute without a list speaks of the pointers only. */
function isPointer(type: CType, declaration: Cursor, index: number): boolean {
  return type.kind === "pointer" || declaration.parameters[index]?.type.canonical.isPointer === true;
}
