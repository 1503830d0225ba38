import type { Ref } from "c2ts-runtime";

/** The bytes of a cell, in place. */
export function bytesOfCell<B, J>(cell: Ref<B, J>): Uint8Array {
  const { "~m": memory, "~o": offset } = cell;
  return new Uint8Array(memory.buffer, memory.byteOffset + offset, cell["~size"]());
}
