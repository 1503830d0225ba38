/**
 * An error thrown by a callback. C cannot be unwound, so it waits here: C gets 0, further callbacks are skipped, and the
 * generated call that is under way throws it when C returns. Without such a call it becomes an uncaught exception.
 */
let pending: { readonly error: unknown } | null = null;

/** Whether callbacks are to be skipped. */
export function hasPending(): boolean {
  return pending !== null;
}

/** Stores an error of a callback; the first one wins. */
export function setPending(error: unknown): void {
  if (pending !== null) return;
  const mine = { error };
  pending = mine;
  // Microtasks do not run before the JavaScript that called C has returned.
  queueMicrotask(() => {
    if (pending !== mine) return;
    pending = null;
    throw error;
  });
}

/** Throws the error that waits, if one does. */
export function throwPending(): void {
  if (pending === null) return;
  const { error } = pending;
  pending = null;
  throw error;
}
