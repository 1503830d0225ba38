import { describe, wrongType } from "./argument-error.ts";
import type { AnyFunction, FunctionType } from "./function-type.ts";
import type { Pointer } from "./pointer.ts";
import type { SlotPool } from "./slot-pool.ts";
import type { Slot, Target } from "./trampoline.ts";

/** What a parameter of function pointer type takes. A plain function is valid during the call only. */
export type FunctionArg<F extends AnyFunction> = F | Callback<F> | Pointer<F> | null;

/**
 * A TypeScript function that C keeps: it stays callable until it is disposed of, never to be collected before.
 * It takes the C signature of the parameter that it is first passed to.
 */
export class Callback<F extends AnyFunction> {
  declare readonly "~type": F;
  readonly #fn: F;
  #pool: SlotPool | null = null;
  #slot: Slot | null = null;
  #disposed = false;

  constructor(fn: F) {
    if (typeof fn !== "function") throw new TypeError(`Callback: fn must be a function, got ${describe(fn)}`);
    this.#fn = fn;
  }

  /** C must not call it any more. If it does, an error is reported and C gets 0. */
  dispose(): void {
    this.#disposed = true;
    if (this.#slot !== null) this.#pool?.release(this.#slot);
    this.#slot = null;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** The C function pointer, made on first use. @internal */
  static bind(callback: Callback<AnyFunction>, pool: SlotPool, owner: string, parameter: string): bigint {
    if (callback.#disposed) throw new TypeError(`${owner}: ${parameter} is a Callback that has been disposed of`);
    if (callback.#slot === null) {
      callback.#pool = pool;
      callback.#slot = pool.acquire(callback.#fn as unknown as Target, owner, parameter, true);
    } else if (callback.#pool !== pool) {
      const { owner: other, parameter: its } = callback.#slot;
      throw new TypeError(
        `${owner}: ${parameter} is a Callback with the C signature of '${its}' of ${other}: make another one`,
      );
    }
    return callback.#slot.address;
  }
}

/** The address for something that C may keep: a pointer, a {@link Callback} or NULL, but no plain function. */
export function functionPointer(
  type: FunctionType<unknown>,
  value: unknown,
  owner: string,
  parameter: string,
): bigint | null {
  if (value === null || typeof value === "bigint") return value;
  if (value instanceof Callback) return Callback.bind(value, type.pool, owner, parameter);
  throw wrongType(owner, parameter, "a Callback, a pointer or null (C keeps it: give a `new Callback(fn)`)", value);
}
