import type { Kind, TypeInfo } from "./ctype.ts";
import { Located } from "./located.ts";
import { Owned } from "./owned.ts";
import { viewClass } from "./view-class.ts";

/**
 * Advice for a `Ref` or an `Owned` given where the pointer in it is wanted, and what another `Ref` holds; `""` for anything else.
 * @param wanted C spelling of the pointer, `null` if any will do. (A name is enough to advise by: checks compare types.)
 */
export function refAdvice(given: unknown, wanted: string | null = null): string {
  if (given instanceof Owned) return ": did you mean its .pointer?";
  // Not `instanceof Ref`: its module comes after those that need this one.
  if (!(given instanceof Located) || !("value" in given)) return "";
  const held = given["~holds"]();
  const isPointer = (held as { readonly "~kind"?: Kind })["~kind"] === "pointer";
  return isPointer && (wanted === null || held.name === wanted) ? ": did you mean its .value?" : ` of ${held.name}`;
}

/** A string has an address only as bytes; the program has to say how many. */
const BYTES = ` (pass its bytes: Buffer.from("text\\0"))`;

/** Advice for what was given as a `void *`; `""` where there is none. */
export function memoryAdvice(given: unknown): string {
  if (typeof given === "string") return BYTES;
  return Array.isArray(given) ? " (pass a typed array of what C expects there)" : "";
}

/** Advice for what was given as a `target *`; `""` where there is none. */
export function pointerAdvice(given: unknown, target: TypeInfo): string {
  if (typeof given === "string" && (target as { readonly "~kind"?: Kind })["~kind"] === "char") return BYTES;
  if (!Array.isArray(given)) return refAdvice(given, `${target.name} *`);
  const view = viewClass(target);
  if (view === null) return "";
  return ` (pass a typed array: ${view}.from(xs${view.startsWith("Big") ? ", BigInt" : ""}))`;
}
