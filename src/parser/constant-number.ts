import type { ConstantValue } from "../spec/declaration.ts";
import type { Cursor } from "./clang/cursor.ts";
import { evaluate } from "./clang/evaluate.ts";
import * as clang from "./clang/libclang.ts";

/** Types of numbers whose values libclang's evaluator hands out whole. */
const WHOLE = new Set<number>([
  clang.CXType_Bool,
  clang.CXType_Char_U,
  clang.CXType_Char_S,
  clang.CXType_UChar,
  clang.CXType_SChar,
  clang.CXType_WChar,
  clang.CXType_Char16,
  clang.CXType_Char32,
  clang.CXType_UShort,
  clang.CXType_Short,
  clang.CXType_UInt,
  clang.CXType_Int,
  clang.CXType_ULong,
  clang.CXType_Long,
  clang.CXType_ULongLong,
  clang.CXType_LongLong,
  clang.CXType_Enum,
  clang.CXType_Half,
  clang.CXType_Float16,
  clang.CXType_BFloat16,
  clang.CXType_Float,
  clang.CXType_Double,
]);

/** Types of numbers of which it hands out the low 64 bits, or the nearest `double`. */
const WIDE = new Set<number>([
  clang.CXType_Int128,
  clang.CXType_UInt128,
  clang.CXType_LongDouble,
  clang.CXType_Float128,
]);

/** Value of a variable's initializer, if it is a number that the compiler knows. */
export function constantNumber(variable: Cursor): ConstantValue | null {
  const { kind } = variable.type.canonical;
  if (!WHOLE.has(kind) && !(kind === clang.CXType_LongDouble && variable.type.size === 8)) return null;
  const evaluated = evaluate(variable);
  if (evaluated === null) return null;
  return evaluated.kind === "int"
    ? { kind: "int", value: String(evaluated.value) }
    : { kind: "float", value: floatText(evaluated.value) };
}

/** Whether a variable's initializer is a number that the compiler knows, of which the evaluator shows a part only. */
export function isWideNumber(variable: Cursor): boolean {
  return WIDE.has(variable.type.canonical.kind) && evaluate(variable) !== null;
}

/** Shortest decimal that reads back as the same double. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Object.is(value, -0) ? "-0" : String(value);
}
