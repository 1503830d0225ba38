import { naturalLayout } from "../spec/abi/layout.ts";
import { printDeclaration, printType } from "../spec/c-printer.ts";
import type { Field, RecordDeclaration, RecordLayout } from "../spec/declaration.ts";
import { type Accessor, VALUE } from "./accessor.ts";
import type { Context } from "./context.ts";
import { emitComment } from "./emit-comment.ts";
import { breakLine } from "./line-breaks.ts";
import { bitFieldAccessor, memberAccessor } from "./member-accessor.ts";
import type { ModuleWriter } from "./module-writer.ts";
import { parameterNames, referredNames } from "./parameter-names.ts";
import { isLengthKnown } from "./pointee.ts";
import { isIdentifier } from "./restricted-names.ts";

/** A member where it really is: anonymous records around it have been added up. */
export interface FlatField {
  readonly field: Field;
  /** Bits from the start of the record. */
  readonly bitOffset: number;
}

/** A class with an accessor per member, over memory laid out as clang says; for an incomplete type, a mere brand. */
export function emitRecord(declaration: RecordDeclaration, writer: ModuleWriter, cx: Context): boolean {
  const name = cx.names.typeName(declaration.id);
  if (name === null) return false;
  const { local, exported } = name;
  const { layout } = declaration;
  const { imports } = cx;
  // The typedef whose name this is may be all that is documented: `/** A database. */ typedef struct db db;`
  const doc = declaration.doc ?? cx.names.owner(declaration.id)?.doc ?? null;
  emitComment({ prototype: prototype(declaration, cx), ...declaration, doc }, writer);
  const prefix = exported === local ? "export " : "";
  // Private, so that no two classes are the same type; a name that no C member can have.
  const tag = `  declare private readonly "~tag": never;`;
  if (layout === null) {
    writer.writeLine(`${prefix}class ${local} extends ${imports.value("Opaque")} {`);
    writer.writeLine(tag);
    writer.writeLine("}");
    return true;
  }
  const fields = flatFields(layout.fields, 0, cx);
  const element = flexibleElement(fields, cx);
  const base = imports.value(element === null ? "RecordView" : "FlexibleRecordView");
  writer.writeLine(`${prefix}class ${local} extends ${base} {`);
  writer.writeLine(`  static override readonly size = ${layout.size};`);
  writer.writeLine(`  static override readonly align = ${classAlign(declaration, layout, cx)};`);
  if (element !== null) writer.writeLine(`  static override readonly "~element" = ${element};`);
  writer.writeLine(tag);
  for (const field of fields) emitMember(declaration, field, writer, cx);
  writer.writeLine("}");
  return true;
}

/** The class stands for the tag and for the typedef whose name it has: the larger alignment of the two is right for both. */
function classAlign({ id }: RecordDeclaration, { align }: RecordLayout, cx: Context): number {
  return Math.max(align, cx.names.owner(id)?.align ?? 0);
}

/** Bytes of an element of the array of no fixed length that a record ends with; of the largest, where a union has several. */
function flexibleElement(fields: readonly FlatField[], cx: Context): number | null {
  const sizes = fields.flatMap(({ field }): number[] => {
    const type = cx.types.resolve(field.type);
    if (type.kind !== "array" || isLengthKnown(type.length)) return [];
    return [naturalLayout(type.of, cx.types, cx.target)?.size ?? 0];
  });
  const largest = Math.max(0, ...sizes);
  return largest === 0 ? null : largest;
}

function prototype(declaration: RecordDeclaration, cx: Context): string {
  if (declaration.name !== null) return `${declaration.tag} ${declaration.name}`;
  const owner = cx.names.owner(declaration.id);
  return owner === null ? `${declaration.tag} { … }` : `typedef ${declaration.tag} { … } ${owner.name}`;
}

/** C11 6.7.2.1p13: the members of an anonymous record are members of the record around it. */
export function flatFields(fields: readonly Field[], base: number, cx: Context): readonly FlatField[] {
  return fields.flatMap((field): readonly FlatField[] => {
    const bitOffset = base + field.bitOffset;
    if (field.name !== null) return [{ field, bitOffset }];
    const inner = cx.types.resolve(field.type);
    if (field.bitWidth !== null || inner.kind !== "record") return [];
    return flatFields(inner.record.layout?.fields ?? [], bitOffset, cx);
  });
}

function emitMember(
  declaration: RecordDeclaration,
  { field, bitOffset }: FlatField,
  writer: ModuleWriter,
  cx: Context,
): void {
  const member = field.name ?? "";
  const accessor = accessorOf(declaration, { field, bitOffset }, cx);
  if (accessor === null) {
    const type = printType(field.type);
    cx.report({ code: "unsupported-member", decl: declaration.id, member, type }, declaration);
    return;
  }
  const name = accessorName(member, declaration);
  if (name !== member) {
    const reason = "every JavaScript object has a 'constructor'";
    cx.report({ code: "renamed", decl: `${declaration.id}.${member}`, to: name, reason }, declaration);
  }
  writeAccessor(isIdentifier(name) ? name : JSON.stringify(name), accessor, field, writer);
}

/** How a member is read and written; `null` where nothing can. */
export function accessorOf(
  declaration: RecordDeclaration,
  { field, bitOffset }: FlatField,
  cx: Context,
): Accessor | null {
  const owner = cx.names.typeName(declaration.id)?.exported ?? declaration.id;
  const place = { owner, name: field.name ?? "" };
  return field.bitWidth === null
    ? memberAccessor(field.type, bitOffset / 8, cx.alignments.get(declaration.id) ?? 1, place, cx)
    : bitFieldAccessor(field.type, bitOffset, field.bitWidth, place, cx);
}

/** What TypeScript takes for members of every class. */
const INHERITED = new Set([
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "toString",
  "valueOf",
]);

function writeAccessor(key: string, accessor: Accessor, field: Field, writer: ModuleWriter): void {
  const width = field.bitWidth === null ? "" : ` : ${field.bitWidth}`;
  const prototype = `${printDeclaration(field.type, field.name ?? "")}${width};`;
  const override = INHERITED.has(key) ? "override " : "";
  writer.writeLine("");
  writer.setIndentationLevel(1);
  const { note = null } = accessor;
  emitComment({ doc: field.doc, deprecated: field.deprecated, prototype, location: null, note }, writer);
  writer.setIndentationLevel(0);
  writer.writeLine(`  ${override}get ${key}(): ${accessor.get.type} {`);
  writer.writeLine(`    return ${accessor.get.code};`);
  writer.writeLine("  }");
  if (accessor.set === null) return;
  writer.writeLine("");
  const [value = "value"] = parameterNames(["value"], referredNames(accessor.set.code.replaceAll(VALUE, "0")));
  writer.writeLine(`  ${override}set ${key}(${value}: ${accessor.set.type}) {`);
  for (const line of breakLine(`${accessor.set.code.replaceAll(VALUE, value)};`, 2)) writer.writeLine(line);
  writer.writeLine("  }");
}

/** JavaScript needs `constructor` for itself. C allows some identifiers that ECMAScript does not. */
export function accessorName(member: string, declaration: RecordDeclaration): string {
  if (member !== "constructor") return member;
  const names = new Set((declaration.layout?.fields ?? []).map(({ name }) => name));
  let name = "constructor_";
  while (names.has(name)) name += "_";
  return name;
}
