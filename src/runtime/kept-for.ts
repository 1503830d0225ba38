import { wrongType } from "./argument-error.ts";
import { Callback } from "./callback.ts";
import type { AnyFunction } from "./function-type.ts";
import { Owned } from "./owned.ts";

/** A function that C keeps. */
export function kept<F extends AnyFunction>(fn: F | null, of: string, parameter: string): Callback<F> | null {
  if (fn === null) return null;
  if (typeof fn !== "function") throw wrongType(of, parameter, "a function or null", fn);
  return new Callback(fn);
}

/** A function that C keeps for as long as there is `owner`: it is disposed of when that has been freed. */
export function keptFor<F extends AnyFunction>(
  owner: Owned<unknown>,
  fn: F | null,
  of: string,
  ownerName: string,
  parameter: string,
): Callback<F> | null {
  if (!(owner instanceof Owned)) {
    const wanted = `an Owned, since '${parameter}' is kept until that is disposed of`;
    throw wrongType(of, ownerName, wanted, owner);
  }
  const callback = kept(fn, of, parameter);
  if (callback !== null) Owned.keep(owner, callback, of, ownerName);
  return callback;
}

/** What C has just given, with the functions that it keeps. */
export function keeping<B>(owner: Owned<B>, of: string, ...callbacks: readonly (Disposable | null)[]): Owned<B> {
  for (const one of callbacks) if (one !== null) Owned.keep(owner, one, of, "result");
  return owner;
}
