import type * as c from "./c.ts";
import { captureErrno } from "./errno.ts";
import { throwPending } from "./pending-error.ts";
import type { Pointer } from "./pointer.ts";
import { cstring16, cstring32 } from "./wide-text.ts";

// V8 knows the constants of a module, but looks at what an import is each time, which shows in calls of 30 ns.
const keepErrno = captureErrno;
const throwWaiting = throwPending;

/** What every generated function does with what C returned: keep errno, throw what a callback threw, return the result. */
export function ret<T>(result: T): T {
  keepErrno();
  throwWaiting();
  return result;
}

/** A 64-bit `long` or `unsigned long` as a number; a RangeError beyond 2^53. */
export function retLong(result: number | bigint): number {
  keepErrno();
  throwWaiting();
  if (typeof result === "number") return result;
  throw new RangeError(
    `C returned ${result}, which no number holds exactly (beyond 2^53): only what C declares as long long, int64_t or uint64_t is a bigint`,
  );
}

/** A signed 64-bit integer. */
export function retI64(result: number | bigint): bigint {
  keepErrno();
  throwWaiting();
  return typeof result === "bigint" ? result : BigInt(result);
}

/** An unsigned 64-bit integer. */
export function retU64(result: number | bigint): bigint {
  return retI64(result);
}

/** A pointer; `null` for NULL. */
export function retPtr<T>(result: bigint | null): Pointer<T> | null {
  keepErrno();
  throwWaiting();
  return result as Pointer<T> | null;
}

/** Text in UTF-16 that is copied here; `null` for NULL. */
export function retStr16(result: bigint | null): string | null {
  return cstring16(retPtr<c.char16>(result));
}

/** Text in UTF-32 that is copied here; `null` for NULL. */
export function retStr32(result: bigint | null): string | null {
  return cstring32(retPtr<c.char32>(result));
}

/** Text that the engine has copied; `null` for NULL. */
export function retStr(result: string | null): string | null {
  return ret(result);
}
