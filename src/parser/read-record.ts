import type { Field, RecordLayout } from "../spec/declaration.ts";
import type { ClangType } from "./clang/clang-type.ts";
import type { Cursor } from "./clang/cursor.ts";
import { CXCursor_PackedAttr, CXCursor_UnionDecl } from "./clang/libclang.ts";
import { inForeignOrder, isReordered } from "./foreign-order.ts";
import { misalignedBitField } from "./misaligned-bit-field.ts";
import { readAttributes } from "./read-attributes.ts";
import type { ReadContext } from "./read-context.ts";
import { readType } from "./read-type.ts";
import type { Endian } from "./storage-order.ts";

/**
 * Size, alignment and members of a record as clang lays it out for the target.
 *
 * @returns `null` for an incomplete type.
 */
export function readRecordLayout(
  type: ClangType,
  definition: Cursor,
  context: ReadContext,
  path: string,
): RecordLayout | null {
  const { size, align } = type;
  if (size === null || align === null) return null;
  const { fields } = type;
  const order = context.foreignOrder(definition);
  const layout = {
    size,
    align,
    packed: definition.attributes.some(({ kind }) => kind === CXCursor_PackedAttr),
    fields: fields.map((field, i) => readField(field, fields[i + 1], definition, context, path, i, order)),
  };
  const misaligned = misalignedBitField(fields, layout, context);
  if (misaligned !== null) context.doubts.set(layout, misaligned);
  return layout;
}

/** Attributes of a typedef that means the union are clang's of the union itself. */
export function isTransparent(definition: Cursor, context: ReadContext): boolean {
  if (definition.kind !== CXCursor_UnionDecl) return false;
  return readAttributes(definition, definition.children, context).some(({ name }) => name === "transparent_union");
}

function readField(
  field: Cursor,
  next: Cursor | undefined,
  record: Cursor,
  context: ReadContext,
  path: string,
  index: number,
  order: Endian | null,
): Field {
  const name = memberName(field);
  const bitOffset = field.fieldBitOffset;
  if (bitOffset < 0)
    throw new Error(`no offset for member '${name ?? index}' of '${path}' (CXTypeLayoutError ${bitOffset})`);
  return {
    name,
    type:
      order !== null && isReordered(field)
        ? inForeignOrder(field.type, order)
        : readType(field.type, context, `${path}.${name ?? index}`, field),
    bitOffset,
    bitWidth: field.isBitField ? field.bitWidth : null,
    doc: context.comment(field, record, next),
    deprecated: field.availability.deprecated,
  };
}

/** clang 16 and newer spell an unnamed member of record type by its type's place, `(anonymous struct at …)`; no C name has a parenthesis. */
function memberName(field: Cursor): string | null {
  const spelling = field.spelling;
  return spelling === "" || spelling.includes("(") ? null : spelling;
}
