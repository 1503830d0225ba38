import type { Cursor } from "./cursor.ts";
import {
  CXEval_Float,
  CXEval_Int,
  clang_Cursor_Evaluate,
  clang_EvalResult_dispose,
  clang_EvalResult_getAsDouble,
  clang_EvalResult_getAsLongLong,
  clang_EvalResult_getAsUnsigned,
  clang_EvalResult_getKind,
  clang_EvalResult_isUnsignedInt,
} from "./libclang.ts";

/** What clang's constant evaluator makes of an expression or initializer. */
export type Evaluated =
  | { readonly kind: "int"; readonly value: bigint }
  | { readonly kind: "float"; readonly value: number };

/**
 * Asks clang for the value of a variable's initializer or of an expression.
 *
 * C: `CXEvalResult` is owned by the caller; it is freed here.
 * @returns `null` if clang has no number for it.
 */
export function evaluate(cursor: Cursor): Evaluated | null {
  const result = clang_Cursor_Evaluate(cursor.raw);
  if (result === null) return null;
  try {
    switch (clang_EvalResult_getKind(result)) {
      case CXEval_Int:
        return {
          kind: "int",
          value: BigInt(
            clang_EvalResult_isUnsignedInt(result) !== 0
              ? clang_EvalResult_getAsUnsigned(result)
              : clang_EvalResult_getAsLongLong(result),
          ),
        };
      case CXEval_Float:
        return { kind: "float", value: clang_EvalResult_getAsDouble(result) };
      default:
        return null;
    }
  } finally {
    clang_EvalResult_dispose(result);
  }
}
