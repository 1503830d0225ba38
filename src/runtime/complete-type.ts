import { describe } from "./argument-error.ts";
import type { CType } from "./ctype.ts";
import { isRecordClass } from "./record.ts";

/**
 * What `Ref` and arrays are made of: a complete type. A TypeError for anything else, with what to write instead.
 * @param owner who was given it: `Ref`.
 */
export function completeType<B, J>(type: CType<B, J>, owner: string): CType<B, J> {
  const given: unknown = type;
  if ((given as { readonly "~kind"?: unknown } | null | undefined)?.["~kind"] !== undefined) return type;
  if (isRecordClass(given)) throw new TypeError(`${owner}: ${given.name} is a record class: use ${given.name}.alloc()`);
  const incomplete = incompleteName(given);
  throw new TypeError(
    incomplete === null
      ? `${owner}: the type must be a C type such as c.int, got ${describe(given)}`
      : `${owner}: ${incomplete} is an incomplete C type: use c.pointer(${incomplete})`,
  );
}

/** What to call an opaque class, `c.void` or a function type; `null` for what is no type at all. */
function incompleteName(given: unknown): string | null {
  if ((typeof given !== "object" && typeof given !== "function") || given === null) return null;
  const { name, size } = given as { readonly name?: unknown; readonly size?: unknown };
  if (typeof name !== "string" || size !== 0) return null;
  return name === "void" ? "c.void" : name;
}
