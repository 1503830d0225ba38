/** Copies `size` bytes between two memories, which may overlap. */
export function copyBytes(to: DataView, toOffset: number, from: DataView, fromOffset: number, size: number): void {
  const target = new Uint8Array(to.buffer, to.byteOffset + toOffset, size);
  target.set(new Uint8Array(from.buffer, from.byteOffset + fromOffset, size));
}
