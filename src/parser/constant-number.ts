import type { ConstantValue } from "../spec/declaration.ts";
import type { Cursor } from "./clang/cursor.ts";
import { evaluate } from "./clang/evaluate.ts";
import * as clang from "./clang/libclang.ts";

/** Types whose values libclang's evaluator does not hand out whole. */
const TOO_WIDE = new Set<number>([
  clang.CXType_Int128,
  clang.CXType_UInt128,
  clang.CXType_LongDouble,
  clang.CXType_Float128,
]);

/** Value of a variable's initializer, if it is a number that the compiler knows. */
export function constantNumber(variable: Cursor): ConstantValue | null {
  if (TOO_WIDE.has(variable.type.canonical.kind)) return null;
  const evaluated = evaluate(variable);
  if (evaluated === null) return null;
  return evaluated.kind === "int"
    ? { kind: "int", value: String(evaluated.value) }
    : { kind: "float", value: floatText(evaluated.value) };
}

/** Shortest decimal that reads back as the same double. */
function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Object.is(value, -0) ? "-0" : String(value);
}
