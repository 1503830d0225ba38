/**
 * Takes the memory away from a buffer: whatever shows a part of it is empty, or throws, from now on.
 * Node 20 can do that to buffers of JavaScript's only, not to those over C's memory.
 */
export function detach(buffer: ArrayBufferLike, foreign: boolean): void {
  const { transfer } = buffer as { transfer?: (size: number) => unknown };
  try {
    if (transfer !== undefined) transfer.call(buffer, 0);
    else if (!foreign) structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });
  } catch {
    // Somebody has transferred it away: it is empty already.
  }
}
