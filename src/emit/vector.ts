import type { Resolved } from "../spec/abi/type-table.ts";
import type { ArrayType, CType } from "../spec/ctype.ts";
import type { Context } from "./context.ts";
import { descriptor } from "./descriptor.ts";
import { brand } from "./ts-type.ts";

/** What a vector's elements read as, and what takes their place. */
export interface VectorShape {
  /** What reading one gives. */
  readonly view: string;
  /** What writing one takes. */
  readonly input: string;
  /** Expression for its descriptor. */
  readonly code: string;
}

/** `null` for what is no vector, and for one of elements that have no binding. */
export function vectorShape(type: CType, cx: Context): VectorShape | null {
  const resolved = cx.types.resolve(type);
  if (resolved.kind !== "vector") return null;
  const element = brand(resolved.of, cx);
  const code = descriptor(resolved, cx); // a typedef's would take whole arrays only
  if (element === null || code === null) return null;
  const view = `${cx.imports.type("ArrayView")}<${element}>`;
  return { view, input: `${cx.imports.type("ArrayInput")}<${element}>`, code };
}

/** A vector is to memory what an array is, but for its alignment. */
export function vectorAsArray(resolved: Resolved): Resolved {
  return resolved.kind === "vector" ? arrayOf(resolved) : resolved;
}

function arrayOf({ of, length }: CType & { readonly kind: "vector" }): ArrayType {
  return { kind: "array", of, length };
}
