import { takeString } from "./clang-string.ts";
import { type CXCursor, CXString, clang_getCursorPlatformAvailability } from "./libclang.ts";

/**
 * Message of `__attribute__((deprecated("…")))`.
 *
 * C: `clang_getCursorPlatformAvailability` fills two strings that the caller frees; the platforms themselves are not asked for.
 */
export function readDeprecation(cursor: CXCursor): string {
  const always = new Int32Array(1);
  const deprecated = CXString.alloc();
  const unavailable = CXString.alloc();
  clang_getCursorPlatformAvailability(cursor, always, deprecated, new Int32Array(1), unavailable, null, 0);
  takeString(unavailable);
  return takeString(deprecated);
}
