/** Calls a function as plain JavaScript can: with arguments that its types rule out. */
export function callUntyped(fn: (...args: never[]) => unknown, ...args: readonly unknown[]): unknown {
  return Reflect.apply(fn, undefined, args);
}
