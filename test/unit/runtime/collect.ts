import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Collects garbage now. */
export const gc: () => void = process.versions["bun"] === undefined ? gcOfNode() : gcOfBun();

function gcOfNode(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}

function gcOfBun(): () => void {
  const { Bun } = globalThis as unknown as { readonly Bun: { gc(force: boolean): void } };
  return () => Bun.gc(true);
}

/** Collects garbage until `done()`; false if that does not come true. */
export async function collected(done: () => boolean, rounds = 100): Promise<boolean> {
  for (let i = 0; i < rounds; i++) {
    // In a turn of its own: what a WeakRef has given lives until the end of the turn.
    await new Promise((resolve) => setTimeout(resolve, 2));
    gc();
    if (done()) return true;
  }
  return false;
}
