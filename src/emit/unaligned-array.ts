import type { CType } from "../spec/ctype.ts";
import type { Context } from "./context.ts";
import { descriptor } from "./descriptor.ts";
import { brand, isFixedArray } from "./ts-type.ts";

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
export function unalignedArray(array: CType & { readonly kind: "array" }, cx: Context): UnalignedArray | null {
  if (!isFixedArray(array, cx)) return null;
  const of = cx.types.resolve(array.of);
  if (of.kind === "array") {
    const inner = unalignedArray(of, cx);
    if (inner === null) return null;
    const element = `${cx.imports.type("FixedArray")}<${inner.element}>`;
    const view = `${cx.imports.type("CArray")}<${element}, ${inner.view}>`;
    return { element, view, input: `${view} | ${inputOf(element, cx)}`, code: wrapped(inner.code, array, cx) };
  }
  const element = brand(array.of, cx);
  const made = descriptor(array.of, cx);
  if (element === null || made === null) return null;
  const view = `${cx.imports.type("CArray")}<${element}>`;
  return { element, view, input: inputOf(element, cx), code: wrapped(made, array, cx) };
}

function inputOf(element: string, cx: Context): string {
  return `${cx.imports.type("ArrayInput")}<${element}>`;
}

function wrapped(element: string, { length }: { readonly length: number | null }, cx: Context): string {
  return `${cx.imports.value("unalignedArray")}(${element}, ${length})`;
}

/** An element of an unaligned array of no known length. */
export interface UnalignedElement {
  /** Its brand. */
  readonly element: string;
  /** The type arguments of the `FlexibleArray`: brand, what an element reads as, what several do. */
  readonly type: string;
  /** Expression for its descriptor. */
  readonly code: string;
}

export function unalignedElement(of: CType, cx: Context): UnalignedElement | null {
  const resolved = cx.types.resolve(of);
  const views = cx.imports.type("CArray");
  if (resolved.kind === "array") {
    const inner = unalignedArray(resolved, cx);
    if (inner === null) return null;
    const element = `${cx.imports.type("FixedArray")}<${inner.element}>`;
    return { element, type: `${element}, ${inner.view}, ${views}<${element}, ${inner.view}>`, code: inner.code };
  }
  const element = brand(of, cx);
  const code = descriptor(of, cx);
  if (element === null || code === null) return null;
  return { element, type: `${element}, ${cx.imports.type("Value")}<${element}>, ${views}<${element}>`, code };
}
