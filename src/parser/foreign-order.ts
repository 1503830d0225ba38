import type { CType } from "../spec/ctype.ts";
import type { ClangType } from "./clang/clang-type.ts";
import type { Cursor } from "./clang/cursor.ts";
import { CXType_ConstantArray, CXType_IncompleteArray, CXType_Record, CXType_Vector } from "./clang/libclang.ts";
import type { Endian } from "./storage-order.ts";

/** A type whose bytes stand in an order that the target's are not in: there is no other name for it in C. */
export function inForeignOrder(type: ClangType, order: Endian): CType {
  return { kind: "other", spelling: `${type.spelling} (${order}-endian)`, size: type.size, align: type.align };
}

/**
 * Whether `scalar_storage_order` may change how gcc stores a member: scalars and arrays of them, and bit-fields, which it counts
 * from the other end; but neither vectors nor records, which have an order of their own. Pointers it keeps as they are, but for
 * constants that a static object begins with. (Measured with gcc 12.)
 */
export function isReordered(member: Cursor): boolean {
  if (member.isBitField) return true;
  const type = elementOf(member.type.canonical);
  return type.size !== 1 && !AS_THEY_ARE.includes(type.kind);
}

const AS_THEY_ARE: readonly number[] = [CXType_Record, CXType_Vector];
const ARRAYS: readonly number[] = [CXType_ConstantArray, CXType_IncompleteArray];

/** Of arrays of arrays too. */
function elementOf(canonical: ClangType): ClangType {
  return ARRAYS.includes(canonical.kind) ? elementOf(canonical.arrayElement) : canonical;
}
