import { takeString } from "./clang-string.ts";
import {
  CXAvailability_Available,
  CXAvailability_Deprecated,
  CXAvailability_NotAvailable,
  type CXCursor,
  CXString,
  clang_getCursorAvailability,
  clang_getCursorPlatformAvailability,
} from "./libclang.ts";

/** Messages of the attributes that say so, which may be empty; `null` for what is neither. */
export interface Availability {
  readonly deprecated: string | null;
  readonly unavailable: string | null;
}

const AVAILABLE: Availability = { deprecated: null, unavailable: null };

/** What `deprecated`, `unavailable` and, for the target's own platform, `availability` say of a declaration. */
export function readAvailability(cursor: CXCursor): Availability {
  const kind = clang_getCursorAvailability(cursor);
  if (kind === CXAvailability_Available) return AVAILABLE;
  const { deprecated, unavailable } = readMessages(cursor);
  return {
    deprecated: kind === CXAvailability_Deprecated ? deprecated : null,
    unavailable: kind === CXAvailability_NotAvailable ? unavailable : null,
  };
}

/** C: `clang_getCursorPlatformAvailability` fills two strings that the caller frees; the platforms themselves are not asked for. */
function readMessages(cursor: CXCursor): { readonly deprecated: string; readonly unavailable: string } {
  const deprecated = CXString.alloc();
  const unavailable = CXString.alloc();
  clang_getCursorPlatformAvailability(cursor, new Int32Array(1), deprecated, new Int32Array(1), unavailable, null, 0);
  return { deprecated: takeString(deprecated), unavailable: takeString(unavailable) };
}
