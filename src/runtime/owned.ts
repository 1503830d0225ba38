import { wrongType } from "./argument-error.ts";
import { CHECKED } from "./checks.ts";
import type { Brand } from "./ctype.ts";
import type { Pointer } from "./pointer.ts";

/** Something of C's that has to be given back, and how. */
interface Holding {
  readonly address: bigint;
  readonly free: (p: never) => unknown;
  /** Functions that C calls for as long as it is there: disposed of when it has been freed. */
  readonly kept: Disposable[];
  /** Whether nobody else owns it. */
  readonly alone?: boolean;
}

/** Frees it, and then what was kept for it. */
function giveBack({ address, free, kept }: Holding): void {
  try {
    free(address as never);
  } finally {
    for (const one of kept) one[Symbol.dispose]();
  }
}

/** Frees what a program forgot to dispose of, some time after nobody can reach it any more; not at the end of the process. */
const forgotten = new FinalizationRegistry<Holding>((held) => {
  letGo(held);
  freeUnasked(held, "a forgotten Owned");
});

/** In checked mode: who own an address. Only where C counts references that is more than one. */
const owners = new Map<bigint, Set<Holding>>();

function take(held: Holding): void {
  if (!CHECKED) return;
  const others = owners.get(held.address);
  if (others === undefined) owners.set(held.address, new Set([held]));
  else others.add(held);
}

function letGo(held: Holding): void {
  const others = owners.get(held.address);
  others?.delete(held);
  if (others?.size === 0) owners.delete(held.address);
}

/** Frees where nobody who called could catch what is thrown. */
function freeUnasked(held: Holding, whose: string): void {
  try {
    giveBack(held);
  } catch (error) {
    process.emitWarning(`the destructor of ${whose} failed: ${error instanceof Error ? error.message : error}`);
  }
}

/** A destructor called with the Owned itself would free what is freed once more when that ends. */
const ADVICE =
  "calls this function itself: dispose(), or, to call it yourself, give its release() (its pointer, if C counts references)";

const TWICE = "give its release() (where C counts references: own(p, free, { shared: true }))";

/** Whether it is the function of that name in C. The generated function is `$f` for C's `f`. */
function isNamed(free: Holding["free"], fn: string): boolean {
  return free.name === `$${fn}` || free.name === fn;
}

/**
 * A pointer together with the C function that frees what it points to. It goes wherever the pointer goes as an argument, and is freed
 * once: by `dispose()` or the end of a `using` block, else by a finalizer after it has become unreachable.
 */
export class Owned<B> implements Brand<B> {
  declare readonly "~type": B;
  #held: Holding | null;
  /** Calls on other threads that have it, and what the last of them frees when it ends. */
  #calls = 0;
  #afterCalls: Holding | null = null;

  /** @internal Made by {@link own}. */
  constructor(held: Holding) {
    this.#held = held;
    take(held);
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

  /**
   * Frees it, or, if calls on other threads have it, lets the last of them do so; a second time does nothing. What the C function
   * throws, this throws; the pointer is gone all the same.
   */
  dispose(): void {
    const held = this.#take();
    if (this.#calls > 0) this.#afterCalls ??= held;
    else if (held !== null) giveBack(held);
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
    const held = owned.#held;
    if (held !== null) {
      if (isNamed(held.free, fn)) throw new TypeError(`${fn}: ${parameter} is an Owned that ${ADVICE}`);
      return held.address;
    }
    throw wrongType(fn, parameter, "an Owned that is still there: it has been disposed of or released", owned);
  }

  /** Throws if `fn`, called with a plain pointer, would free what an `Owned` is to free with it. @internal */
  static checkFree(address: bigint, fn: string, parameter: string): void {
    const held = owners.get(address);
    if (held === undefined) return;
    for (const { alone, free } of held) {
      if (alone && isNamed(free, fn))
        throw new TypeError(`${fn}: ${parameter} is the pointer of an Owned, which would free it again: ${TWICE}`);
    }
  }

  /** Disposes of `it` once this has been freed; never, if it is released. @internal */
  static keep(owned: Owned<unknown>, it: Disposable, fn: string, parameter: string): void {
    if (owned.#held === null)
      throw wrongType(fn, parameter, "an Owned that is still there: it has been disposed of or released", owned);
    owned.#held.kept.push(it);
  }

  /** A call on another thread has it from now on. @internal */
  static hold(owned: Owned<unknown>): void {
    owned.#calls++;
  }

  /** The call has ended. @internal */
  static letGo(owned: Owned<unknown>): void {
    owned.#calls--;
    const held = owned.#afterCalls;
    if (owned.#calls > 0 || held === null) return;
    owned.#afterCalls = null;
    freeUnasked(held, "an Owned that a call on another thread had");
  }

  #take(): Holding | null {
    const held = this.#held;
    this.#held = null;
    if (held !== null) {
      forgotten.unregister(this);
      letGo(held);
    }
    return held;
  }
}

/**
 * Takes charge of what a C function gave: `using db = own(cell.value, sqlite3_close)`. In checked mode a TypeError if somebody owns it
 * already: it would be freed twice.
 * @param pointer what `free` is to be called with, once. (`free` must not hold the `Owned`, which would then never be forgotten.)
 * @param options `shared`: others may own it too, since C counts references, and this is one of them.
 */
export function own<B>(
  pointer: Pointer<B>,
  free: (p: Pointer<B>) => unknown,
  options: { readonly shared?: boolean } = {},
): Owned<B> {
  const given: unknown = pointer;
  if (typeof given !== "bigint") throw wrongType("own", "pointer", "a pointer other than NULL", given);
  if (typeof free !== "function") throw wrongType("own", "free", "a function that frees it", free);
  if (owners.has(given) && options?.shared !== true)
    throw new TypeError(
      "own: pointer is that of an Owned that was not disposed of yet, and would be freed twice (where C counts references: own(p, free, { shared: true }))",
    );
  return new Owned<B>({ address: given, free, kept: [], alone: options?.shared !== true });
}
