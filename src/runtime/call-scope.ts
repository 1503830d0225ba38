import { wrongType } from "./argument-error.ts";
import { Callback, type FunctionArg } from "./callback.ts";
import type { AnyFunction, FunctionType } from "./function-type.ts";
import { refAdvice } from "./pointer-advice.ts";
import type { Slot, Target } from "./trampoline.ts";

/** The functions that one call lends to C. */
export class CallScope {
  #lent: Slot | null = null;

  /** The C function pointer for an argument. One made for a plain function ends with the scope. */
  fn<F extends AnyFunction>(
    type: FunctionType<F>,
    value: FunctionArg<F>,
    fn: string,
    parameter: string,
  ): bigint | null {
    if (value === null || typeof value === "bigint") return value;
    if (typeof value === "function") {
      const slot = type.pool.acquire(value as unknown as Target, fn, parameter, false);
      slot.next = this.#lent;
      this.#lent = slot;
      return slot.address;
    }
    if (value instanceof Callback) return Callback.bind(value, type.pool, fn, parameter);
    throw wrongType(fn, parameter, "a function, a Callback, a pointer or null", value, refAdvice(value, "function *"));
  }

  /** Takes the lent functions back. */
  end(): void {
    let slot = this.#lent;
    this.#lent = null;
    while (slot !== null) {
      const { next } = slot;
      slot.pool.release(slot);
      slot = next;
    }
  }
}

/** Opens a scope for the functions of one call; end it in `finally`. */
export function callScope(): CallScope {
  return new CallScope();
}
