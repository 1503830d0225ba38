import { wrongType } from "./argument-error.ts";
import { currentPhase } from "./call-phase.ts";
import { Callback, type FunctionArg } from "./callback.ts";
import type { AnyFunction, FunctionType } from "./function-type.ts";
import { type PendingErrors, synchronousErrors } from "./pending-error.ts";
import { refAdvice } from "./pointer-advice.ts";
import type { Slot, Target } from "./trampoline.ts";

/** The functions that one call lends to C. */
export class CallScope {
  readonly #errors: PendingErrors;
  #lent: Slot | null = null;

  /** @param errors where those of the lent functions go. */
  constructor(errors: PendingErrors = synchronousErrors) {
    this.#errors = errors;
  }

  /** The C function pointer for an argument. One made for a plain function ends with the scope. */
  fn<F extends AnyFunction>(
    type: FunctionType<F>,
    value: FunctionArg<F>,
    fn: string,
    parameter: string,
  ): bigint | null {
    if (value === null || typeof value === "bigint") return value;
    if (typeof value === "function") {
      const slot = type.pool.acquire(value as unknown as Target, fn, parameter, false, this.#errors);
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

/** Scope of a call on another thread, which goes on when the generated function has ended. */
export class DeferredScope extends CallScope {
  #over = false;

  override fn<F extends AnyFunction>(
    type: FunctionType<F>,
    value: FunctionArg<F>,
    fn: string,
    parameter: string,
  ): bigint | null {
    // The generated function runs once more for the sake of its result.
    return this.#over ? null : super.fn(type, value, fn, parameter);
  }

  override end(): void {}

  /** Takes the lent functions back. */
  finish(): void {
    this.#over = true;
    super.end();
  }
}

/** Opens a scope for the functions of one call; end it in `finally`. */
export function callScope(): CallScope {
  return currentPhase()?.scope() ?? new CallScope();
}
