import { wrongType } from "./argument-error.ts";
import type { Brand } from "./ctype.ts";
import type { Pointer } from "./pointer.ts";

/** Something of C's that has to be given back, and how. */
interface Holding {
  readonly address: bigint;
  readonly free: (p: never) => unknown;
}

/** Frees what a program forgot to dispose of, some time after nobody can reach it any more; not at the end of the process. */
const forgotten = new FinalizationRegistry<Holding>(({ address, free }) => {
  try {
    free(address as never);
  } catch (error) {
    // Nobody called this, so nobody could catch it.
    process.emitWarning(
      `the destructor of a forgotten Owned failed: ${error instanceof Error ? error.message : error}`,
    );
  }
});

/**
 * A pointer together with the C function that frees what it points to. It goes wherever the pointer goes as an argument, and is freed
 * once: by `dispose()` or the end of a `using` block, else by a finalizer after it has become unreachable.
 */
export class Owned<B> implements Brand<B> {
  declare readonly "~type": B;
  #held: Holding | null;

  /** @internal Made by {@link own}. */
  constructor(held: Holding) {
    this.#held = held;
    forgotten.register(this, held, this);
  }

  /** Where it is: valid until it is disposed of, or this object is unreachable. After that a TypeError. */
  get pointer(): Pointer<B> {
    if (this.#held === null) throw new TypeError("Owned: it has been disposed of or released");
    return this.#held.address as Pointer<B>;
  }

  /** Whether it was disposed of or released. */
  get disposed(): boolean {
    return this.#held === null;
  }

  /** Frees it; a second time does nothing. What the C function throws, this throws; the pointer is gone all the same. */
  dispose(): void {
    const held = this.#take();
    held?.free(held.address as never);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Gives the pointer away, to C or to you: it is not freed here any more. */
  release(): Pointer<B> {
    const { pointer } = this;
    this.#take();
    return pointer;
  }

  /** The address as an argument of `fn`. @internal */
  static address(owned: Owned<unknown>, fn: string, parameter: string): bigint {
    if (owned.#held !== null) return owned.#held.address;
    throw wrongType(fn, parameter, "an Owned that is still there: it has been disposed of or released", owned);
  }

  #take(): Holding | null {
    const held = this.#held;
    this.#held = null;
    if (held !== null) forgotten.unregister(this);
    return held;
  }
}

/**
 * Takes charge of what a C function gave: `using db = own(cell.value, sqlite3_close)`.
 * @param pointer what `free` is to be called with, once. (`free` must not hold the `Owned`, which would then never be forgotten.)
 */
export function own<B>(pointer: Pointer<B>, free: (p: Pointer<B>) => unknown): Owned<B> {
  const given: unknown = pointer;
  if (typeof given !== "bigint") throw wrongType("own", "pointer", "a pointer other than NULL", given);
  if (typeof free !== "function") throw wrongType("own", "free", "a function that frees it", free);
  return new Owned<B>({ address: given, free });
}
