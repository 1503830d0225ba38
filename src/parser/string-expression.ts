import type { ClangType } from "./clang/clang-type.ts";
import type { Cursor } from "./clang/cursor.ts";
import * as clang from "./clang/libclang.ts";

/** A string literal, and the expression around it whose type is the macro's. */
export interface LiteralPointer {
  readonly literal: Cursor;
  readonly typed: Cursor;
}

/**
 * The literal that a variable's initializer is, through parentheses and implicit casts, and through casts to a pointer
 * to what is as wide as its characters (`(const xmlChar *)"x"`); `null` where anything else is around it.
 */
export function literalPointer(variable: Cursor): LiteralPointer | null {
  let cast: Cursor | null = null;
  for (let at = onlyOperand(variable); at !== null; at = onlyOperand(at)) {
    if (at.kind === clang.CXCursor_StringLiteral) {
      if (cast === null) return { literal: at, typed: at };
      const wanted = cast.type.canonical.pointee;
      const has = at.type.canonical.arrayElement;
      return isInteger(wanted) && wanted.size === has.size ? { literal: at, typed: cast } : null;
    }
    if (at.kind === clang.CXCursor_CStyleCastExpr) {
      if (at.type.canonical.kind !== clang.CXType_Pointer) return null;
      cast ??= at;
    } else if (at.kind !== clang.CXCursor_UnexposedExpr && at.kind !== clang.CXCursor_ParenExpr) return null;
  }
  return null;
}

/** The array that an initializer turns into a pointer to its first element. */
export function decayedArray(variable: Cursor): Cursor | null {
  let found: Cursor | null = null;
  for (let at = onlyOperand(variable); at !== null; at = onlyOperand(at)) {
    if (at.type.canonical.kind === clang.CXType_ConstantArray) found = at;
    if (at.kind !== clang.CXCursor_UnexposedExpr && at.kind !== clang.CXCursor_ParenExpr) return found;
  }
  return found;
}

/** Whether there is a string literal anywhere in an initializer. */
export function hasStringLiteral(cursor: Cursor): boolean {
  return cursor.children.some((child) => child.kind === clang.CXCursor_StringLiteral || hasStringLiteral(child));
}

/** `char` itself, of either sign. */
export function isPlainChar({ canonical: { kind } }: ClangType): boolean {
  return kind === clang.CXType_Char_S || kind === clang.CXType_Char_U;
}

/** The one operand of an expression; a cast's type comes before it. */
function onlyOperand({ children }: Cursor): Cursor | null {
  const operands = children.filter(({ kind }) => kind !== clang.CXCursor_TypeRef);
  return operands.length === 1 ? (operands[0] ?? null) : null;
}

const INTEGERS = new Set<number>([
  clang.CXType_Char_S,
  clang.CXType_Char_U,
  clang.CXType_SChar,
  clang.CXType_UChar,
  clang.CXType_Char16,
  clang.CXType_Char32,
  clang.CXType_WChar,
  clang.CXType_UShort,
  clang.CXType_Short,
  clang.CXType_UInt,
  clang.CXType_Int,
  clang.CXType_ULong,
  clang.CXType_Long,
]);

function isInteger({ canonical: { kind } }: ClangType): boolean {
  return INTEGERS.has(kind);
}
