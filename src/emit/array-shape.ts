import type { CType } from "../spec/ctype.ts";
import type { Context } from "./context.ts";
import { descriptor } from "./descriptor.ts";
import { brand, enumName, isFixedArray } from "./ts-type.ts";
import { vectorAsArray } from "./vector.ts";
import { isWideCharacter } from "./wide-character.ts";

type ArrayType = CType & { readonly kind: "array" };

/** An array of known length in memory. */
export interface ArrayShape {
  /** Brand of its elements. */
  readonly element: string;
  /** What it reads as. */
  readonly view: string;
  /** What can be assigned to it. */
  readonly input: string;
  /** Text that can be assigned to it besides; `null` where it is not of wide characters. */
  readonly text: string | null;
  /** Expression for its descriptor. */
  readonly code: string;
}

/**
 * `null` where no descriptor of the elements exists.
 *
 * @param isAligned where it is not, no typed array can show it; typedefs are seen through: theirs are descriptors of aligned arrays.
 */
export function arrayShape(array: ArrayType, isAligned: boolean, cx: Context): ArrayShape | null {
  if (!isFixedArray(array, cx)) return null;
  const of = vectorAsArray(cx.types.resolve(array.of));
  if (of.kind === "array" && !(isAligned && isOrdinary(of, cx))) {
    const inner = arrayShape(of, isAligned, cx);
    if (inner === null) return null;
    const element = `${cx.imports.type("FixedArray")}<${inner.element}>`;
    const view = `${cx.imports.type("CArray")}<${element}, ${inner.view}>`;
    const text = inner.text === null ? null : `ArrayLike<${inner.text}>`;
    return shape(array, isAligned, { element, view, input: `${view} | ${inputOf(element, cx)}`, text }, inner.code, cx);
  }
  const element = brand(array.of, cx);
  const made = descriptor(array.of, cx);
  if (element === null || made === null) return null;
  const text = isWideCharacter(array.of, cx) ? "string" : null;
  const view = viewOf(array.of, element, isAligned, cx);
  return shape(array, isAligned, { element, view, input: inputOf(element, cx), text }, made, cx);
}

/** Whether the brand of an array of arrays says all of its elements: they are neither an enum's nor wide characters. */
function isOrdinary(array: ArrayType, cx: Context): boolean {
  const of = cx.types.resolve(array.of);
  if (of.kind === "array") return isOrdinary(of, cx);
  return enumName(array.of, cx) === null && !isWideCharacter(array.of, cx);
}

function shape(
  { length }: ArrayType,
  isAligned: boolean,
  parts: Omit<ArrayShape, "code">,
  element: string,
  cx: Context,
): ArrayShape {
  const make = isAligned ? `${cx.imports.value("c")}.array` : cx.imports.value("unalignedArray");
  const code = `${make}(${element}, ${length})`;
  if (parts.text === null) return { ...parts, code };
  return { ...parts, input: `${parts.input} | ${parts.text}`, code: `${cx.imports.value("wideArray")}(${code})` };
}

/** What several elements in a row read as. */
function viewOf(of: CType, element: string, isAligned: boolean, cx: Context): string {
  const enumerated = enumName(of, cx);
  if (enumerated === null) return `${cx.imports.type(isAligned ? "ArrayView" : "CArray")}<${element}>`;
  if (isAligned) return `${cx.imports.type("EnumArray")}<${element}, ${enumerated}>`;
  return `${cx.imports.type("CArray")}<${element}, ${cx.imports.type("Enum")}<${enumerated}>>`;
}

function inputOf(element: string, cx: Context): string {
  return `${cx.imports.type("ArrayInput")}<${element}>`;
}

/** An element of an array of no known length. */
export interface OpenElement {
  /** Its brand. */
  readonly element: string;
  /** The type arguments of the `FlexibleArray`: brand, what an element reads as, what several do. */
  readonly type: string;
  /** Expression for its descriptor. */
  readonly code: string;
}

export function openElement(of: CType, isAligned: boolean, cx: Context): OpenElement | null {
  const resolved = vectorAsArray(cx.types.resolve(of));
  if (resolved.kind === "array" && !isAligned) {
    const inner = arrayShape(resolved, false, cx);
    if (inner === null) return null;
    const element = `${cx.imports.type("FixedArray")}<${inner.element}>`;
    const several = `${cx.imports.type("CArray")}<${element}, ${inner.view}>`;
    return { element, type: `${element}, ${inner.view}, ${several}`, code: inner.code };
  }
  const element = brand(of, cx);
  const code = descriptor(of, cx);
  if (element === null || code === null) return null;
  const enumerated = enumName(of, cx);
  if (isAligned && enumerated === null) return { element, type: element, code };
  const value =
    enumerated === null ? `${cx.imports.type("Value")}<${element}>` : `${cx.imports.type("Enum")}<${enumerated}>`;
  return { element, type: `${element}, ${value}, ${viewOf(of, element, isAligned, cx)}`, code };
}
