/** Where an error thrown by a callback waits until C has returned; C cannot be unwound. While one waits, C gets 0 and nobody is called. */
export interface PendingErrors {
  readonly waiting: { readonly error: unknown } | null;
  /** Stores an error; the first one wins. */
  set(error: unknown): void;
}

/**
 * Errors that the generated call which is under way throws when C returns. Without such a call they become uncaught exceptions.
 * There is one stack, so there is one of these: calls on other threads have their own.
 */
class SynchronousErrors implements PendingErrors {
  waiting: { readonly error: unknown } | null = null;

  set(error: unknown): void {
    if (this.waiting !== null) return;
    const mine = { error };
    this.waiting = mine;
    // Microtasks do not run before the JavaScript that called C has returned.
    queueMicrotask(() => {
      if (this.waiting !== mine) return;
      this.waiting = null;
      throw error;
    });
  }
}

const synchronous = new SynchronousErrors();
export const synchronousErrors: PendingErrors = synchronous;

/** Throws the error that waits, if one does. */
export function throwPending(): void {
  if (synchronous.waiting === null) return;
  const { error } = synchronous.waiting;
  synchronous.waiting = null;
  throw error;
}
