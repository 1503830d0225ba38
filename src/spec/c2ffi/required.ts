import { SpecError } from "../spec-error.ts";
import type { C2ffiObject } from "./c2ffi-object.ts";

/**
 * A key that objects of the given tag always have.
 *
 * @throws SpecError
 */
export function required<K extends keyof C2ffiObject>(object: C2ffiObject, key: K): NonNullable<C2ffiObject[K]> {
  const value = object[key];
  if (value !== undefined && value !== null) return value as NonNullable<C2ffiObject[K]>;
  const name = object.name === undefined ? "" : ` of ${JSON.stringify(object.name)}`;
  throw new SpecError(
    "schema",
    `no c2ffi file: an object ${JSON.stringify(object.tag)}${name} has no ${JSON.stringify(key)}`,
  );
}
