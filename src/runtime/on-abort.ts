/** What waits for a signal, and the listener for all of it: node takes more than ten of them for a leak, and warns. */
interface Waiting {
  readonly calls: Set<() => void>;
  readonly abort: () => void;
}

const waiting = new WeakMap<AbortSignal, Waiting>();

/** Calls `fn` when the signal aborts, unless what this returns has been called before. */
export function onAbort(signal: AbortSignal, fn: () => void): () => void {
  const { calls, abort } = waiting.get(signal) ?? listen(signal);
  calls.add(fn);
  return () => {
    if (!calls.delete(fn) || calls.size > 0) return;
    waiting.delete(signal);
    signal.removeEventListener("abort", abort);
  };
}

function listen(signal: AbortSignal): Waiting {
  const calls = new Set<() => void>();
  const abort = (): void => {
    waiting.delete(signal);
    for (const call of calls) call();
  };
  const made = { calls, abort };
  waiting.set(signal, made);
  signal.addEventListener("abort", abort, { once: true });
  return made;
}
