import type { CType, PointerType } from "../spec/ctype.ts";
import type { RecordDeclaration } from "../spec/declaration.ts";
import type { Context } from "./context.ts";
import { descriptor } from "./descriptor.ts";
import { brand, functionOf } from "./ts-type.ts";

/** What a parameter whose type is a transparent union of pointers takes. */
export interface TransparentUnion {
  readonly type: string;
  /** Checked argument, given the parameter's local name and the arguments of a check that name it. */
  readonly code: (local: string, where: string) => string;
}

/** The first member's type: what a transparent union is passed as. `null` for any other type. */
export function transparentFirst(type: CType, cx: Context): CType | null {
  const resolved = cx.types.resolve(type);
  if (resolved.kind !== "record" || !resolved.record.transparent) return null;
  return resolved.record.layout?.fields[0]?.type ?? null;
}

/** GCC, "Common Type Attributes": an argument can be of any member's type. `null` where not all members are pointers to data. */
export function transparentPointers(type: CType, cx: Context): TransparentUnion | null {
  const resolved = cx.types.resolve(type);
  if (resolved.kind !== "record") return null;
  const name = cx.names.typeName(resolved.record.id)?.local;
  const pointers = pointerMembers(resolved.record, cx);
  if (name === undefined || pointers === null) return null;
  const argument = cx.imports.type("PointerArg");
  const pointees = pointers.map(({ to }) => ({ brand: brand(to, cx), made: descriptor(to, cx) }));
  const types = pointees.map((pointee) => (pointee.brand === null ? argument : `${argument}<${pointee.brand}>`));
  const targets = pointees.map(({ made }) => made ?? `${cx.imports.value("c")}.void`);
  const list = cx.hoisted.constant(`[${[...new Set(targets)].join(", ")}]`, `${name}_members`);
  const check = cx.imports.value("ptrToAny");
  return {
    type: [name, ...new Set(types)].join(" | "),
    code: (local, where) => `${check}(${name}, ${list}, ${local}, ${where})`,
  };
}

function pointerMembers(union: RecordDeclaration, cx: Context): readonly PointerType[] | null {
  const pointers: PointerType[] = [];
  for (const { type } of union.layout?.fields ?? []) {
    const resolved = cx.types.resolve(type);
    if (resolved.kind !== "pointer" || functionOf(type, cx) !== null) return null;
    pointers.push(resolved);
  }
  return pointers;
}
