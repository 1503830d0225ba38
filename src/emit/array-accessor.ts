import { naturalLayout } from "../spec/abi/layout.ts";
import type { Resolved } from "../spec/abi/type-table.ts";
import type { CType } from "../spec/ctype.ts";
import { type Accessor, spot, VALUE } from "./accessor.ts";
import { hoistedName, type Owner } from "./argument.ts";
import { arrayShape, openElement } from "./array-shape.ts";
import type { Context } from "./context.ts";
import { isLengthKnown } from "./pointee.ts";
import { vectorAsArray } from "./vector.ts";

/** An array or vector member. `offset` is in bytes from the start of the record, whose address is a multiple of `align`. */
export function arrayAccessor(type: CType, offset: number, align: number, place: Owner, cx: Context): Accessor | null {
  const resolved = vectorAsArray(cx.types.resolve(type));
  if (resolved.kind !== "array") return null;
  const elementAlign = naturalLayout(resolved.of, cx.types, cx.target)?.align ?? 1;
  // Records are read byte by byte, wherever they are.
  const isAligned =
    (offset % elementAlign === 0 && align % elementAlign === 0) || innermost(resolved.of, cx) === "record";
  if (!isLengthKnown(resolved.length)) return flexibleAccessor(resolved.of, offset, isAligned, place, cx);
  const shape = arrayShape(resolved, isAligned, cx);
  if (shape === null) return null;
  const { at, memory, where } = spot(offset, place, cx);
  const constant = cx.hoisted.constant(shape.code, hoistedName(`${shape.element}_${resolved.length}`));
  return {
    get: { type: shape.view, code: `${constant}.read(${memory}, ${at})` },
    set: { type: shape.input, code: `${constant}.write(${memory}, ${at}, ${VALUE}, ${where})` },
  };
}

/** What an array of arrays of … is made of in the end. */
function innermost(type: CType, cx: Context): Resolved["kind"] {
  const resolved = cx.types.resolve(type);
  return resolved.kind === "array" ? innermost(resolved.of, cx) : resolved.kind;
}

/** An array of no known length: how long it is, only the program knows. */
function flexibleAccessor(of: CType, offset: number, isAligned: boolean, place: Owner, cx: Context): Accessor | null {
  const size = naturalLayout(of, cx.types, cx.target)?.size ?? 0;
  const element = openElement(of, isAligned, cx);
  if (size === 0 || element === null) return null;
  const constant = cx.hoisted.constant(element.code, hoistedName(element.element));
  const code = `${cx.imports.value(isAligned ? "flexible" : "unalignedFlexible")}(${constant}, this, ${offset})`;
  const { where } = spot(offset, place, cx);
  return {
    get: { type: `${cx.imports.type("FlexibleArray")}<${element.type}>`, code },
    set: {
      type: `${cx.imports.type("ArrayInput")}<${element.element}>`,
      code: `${code}["~fill"](${VALUE}, ${where})`,
    },
  };
}
