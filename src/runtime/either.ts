import type { CType, TypeOf } from "./ctype.ts";

/** The descriptor that a type has on this system, as that of all that it may be: a pointer to one of these is one to it. */
export function either<T extends TypeOf<unknown>>(type: T): CType<T["~type"]> {
  return type as unknown as CType<T["~type"]>;
}
