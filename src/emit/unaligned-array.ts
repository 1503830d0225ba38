import type { CType } from "../spec/ctype.ts";
import type { Context } from "./context.ts";
import { descriptor } from "./descriptor.ts";
import { brand } from "./ts-type.ts";

/** An array that no typed array can show, since it may begin anywhere. */
export interface UnalignedArray {
  /** Brand of its elements. */
  readonly element: string;
  /** What it reads as. */
  readonly view: string;
  /** What can be assigned to it. */
  readonly input: string;
  /** Expression for its descriptor. */
  readonly code: string;
}

/** `null` where no descriptor of the elements exists. Typedefs are seen through: theirs are descriptors of aligned arrays. */
export function unalignedArray(of: CType, length: number, cx: Context): UnalignedArray | null {
  const view = cx.imports.type("CArray");
  const input = cx.imports.type("ArrayInput");
  const resolved = cx.types.resolve(of);
  if (resolved.kind === "array") {
    const inner = resolved.length === null ? null : unalignedArray(resolved.of, resolved.length, cx);
    if (inner === null) return null;
    const element = `${cx.imports.type("FixedArray")}<${inner.element}>`;
    const rows = `${view}<${element}, ${inner.view}>`;
    return { element, view: rows, input: `${rows} | ${input}<${element}>`, code: wrapped(inner.code, length, cx) };
  }
  const element = brand(of, cx);
  const made = descriptor(of, cx);
  return element === null || made === null
    ? null
    : { element, view: `${view}<${element}>`, input: `${input}<${element}>`, code: wrapped(made, length, cx) };
}

function wrapped(element: string, length: number, cx: Context): string {
  return `${cx.imports.value("unalignedArray")}(${element}, ${length})`;
}
