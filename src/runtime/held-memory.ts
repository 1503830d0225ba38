/** A place in C's memory that a call on another thread was given. */
export interface HeldMemory {
  readonly address: number;
  /** `f was given as p`. */
  readonly what: () => string;
}

const held = new Set<HeldMemory>();

/** Calls have it from now on. */
export function addHeld(memory: HeldMemory): void {
  held.add(memory);
}

/** The call has ended. */
export function releaseMemory(memories: readonly HeldMemory[]): void {
  for (const memory of memories) held.delete(memory);
}

/** Throws if a call that has not ended was given something in these `size` bytes, which are to be freed. */
export function checkNotHeld(address: bigint, size: number, owner: string, parameter: string): void {
  if (held.size === 0) return;
  const start = Number(address);
  for (const { address: at, what } of held) {
    if (at >= start && at < start + size)
      throw new TypeError(`${owner}: ${parameter} is what ${what()}, and that call has not ended`);
  }
}
