import { type AsyncOptions, asyncCall } from "./async-call.ts";
import type { EngineFunction } from "./engine.ts";
import type { AnyFunction } from "./function-type.ts";

/** A C function: called on this thread, or on another one through `async`. */
export type CFunction<F extends AnyFunction> = F & {
  /**
   * The same call on another thread (of libuv's pool); the promise has the result when C has returned. Memory and functions given to it
   * are kept until then, and functions that C calls run on this thread. Right after the `await`, `errno()` is that of this call.
   */
  readonly async: (...args: [...Parameters<F>, options?: AsyncOptions]) => Promise<ReturnType<F>>;
} & Bindable;

/** A generated function. What it calls is kept with it, so that `async` can put something else there. */
export interface Bindable {
  /** The C function, as `Library.bind` leaves it; `undefined` before. Its type is known to `bind` alone. */
  readonly "~c"?: never;
}

/** A {@link Bindable}, as the runtime sees it. */
export interface Binding {
  (...args: readonly unknown[]): unknown;
  "~c": EngineFunction | undefined;
}

// A prototype, since importing a module of thousands of functions is not to make thousands of closures.
const prototype: object = Object.create(Function.prototype, {
  async: {
    get(this: Binding) {
      return (...args: readonly unknown[]): Promise<unknown> => asyncCall(this, args);
    },
  },
});

/** Makes a {@link CFunction} of a generated function. */
export function cFunction<F extends AnyFunction>(fn: F): CFunction<F> {
  (fn as unknown as Binding)["~c"] = undefined;
  // The generated signature says what `async` takes and gives.
  return Object.setPrototypeOf(fn, prototype) as CFunction<F>;
}
