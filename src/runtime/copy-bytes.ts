import { checkWritable } from "./constant-memory.ts";

/** Copies `size` bytes between two memories, which may overlap. */
export function copyBytes(to: DataView, toOffset: number, from: DataView, fromOffset: number, size: number): void {
  checkWritable(to);
  const target = new Uint8Array(to.buffer, to.byteOffset + toOffset, size);
  target.set(new Uint8Array(from.buffer, from.byteOffset + fromOffset, size));
}
