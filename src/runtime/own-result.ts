import { type Owned, own } from "./owned.ts";
import type { Pointer } from "./pointer.ts";
import { cstring } from "./text.ts";

/** {@link own} for what a C function has just given: that C gives a pointer twice means that it counts. NULL needs no freeing. */
export function ownResult<B>(pointer: Pointer<B>, free: (p: Pointer<B>) => unknown): Owned<B>;
export function ownResult<B>(pointer: Pointer<B> | null, free: (p: Pointer<B>) => unknown): Owned<B> | null;
export function ownResult<B>(pointer: Pointer<B> | null, free: (p: Pointer<B>) => unknown): Owned<B> | null {
  return pointer === null ? null : own(pointer, free, { shared: true });
}

/** The text at `pointer`, copied; the C text is freed, also if it cannot be read. `null` for NULL. */
export function ownedText<B>(pointer: Pointer<B>, free: (p: Pointer<B>) => unknown): string;
export function ownedText<B>(pointer: Pointer<B> | null, free: (p: Pointer<B>) => unknown): string | null;
export function ownedText<B>(pointer: Pointer<B> | null, free: (p: Pointer<B>) => unknown): string | null {
  if (pointer === null) return null;
  try {
    return cstring(pointer as Pointer);
  } finally {
    free(pointer);
  }
}
