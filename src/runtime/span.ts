import { wrongType } from "./argument-error.ts";
import { ptr } from "./check-pointer.ts";
import { blockSize, checkNotFreed } from "./heap.ts";
import { Located } from "./located.ts";
import type { PointerArg } from "./pointer-arg.ts";
import { checkAddress, windowAt } from "./window.ts";

/** Bytes in memory, whosever they are. */
export interface Span {
  readonly view: DataView;
  /** The first byte, in `view`. */
  readonly at: number;
  /** Bytes; `null` behind a pointer that C gave: only the program knows. */
  readonly size: number | null;
}

/** Where `offset` bytes behind a pointer, or behind the start of some memory, is. NULL is a TypeError. */
export function spanOf(memory: PointerArg, offset: number, fn: string, parameter: string): Span {
  const native = ptr(memory, fn, parameter);
  if (native === null) throw wrongType(fn, parameter, "a pointer that is not NULL", native);
  if (typeof native === "bigint") {
    checkAddress(Number(native), fn, parameter);
    checkNotFreed(Number(native), fn);
    const address = Number(native) + offset;
    const { view, base } = windowAt(address);
    const size = memory instanceof Located ? memory["~size"]() : blockSize(native);
    return { view, at: address - base, size: size === null ? null : size - offset };
  }
  const view = new DataView(native.buffer, native.byteOffset, native.byteLength);
  return { view, at: offset, size: native.byteLength - offset };
}
