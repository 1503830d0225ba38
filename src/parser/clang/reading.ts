/** Something read in steps: yields what it has to wait for, a parse that goes on in another thread. */
export type Reading<T> = Generator<Promise<unknown>, T, void>;

/** Reads to the end on this thread: for what begins nothing in another one. */
export function readNow<T>(reading: Reading<T>): T {
  const step = reading.next();
  if (step.done !== true) throw new Error("a parse in another thread cannot be waited for here");
  return step.value;
}

/** Reads to the end, waiting where that is needed. */
export async function readAhead<T>(reading: Reading<T>): Promise<T> {
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
    await step.value;
  }
}
