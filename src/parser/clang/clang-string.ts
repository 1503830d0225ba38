import { type CXString, clang_disposeString, clang_getCString } from "./libclang.ts";

/**
 * Text of a string that libclang hands out, and the end of it.
 *
 * C: every `CXString` a function returns is owned by the caller and freed by `clang_disposeString`.
 */
export function takeString(string: CXString): string {
  try {
    return clang_getCString(string) ?? "";
  } finally {
    clang_disposeString(string);
  }
}
