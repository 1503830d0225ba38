import { printDeclaration, printType } from "../spec/c-printer.ts";
import type { TypedefDeclaration } from "../spec/declaration.ts";
import type { Context } from "./context.ts";
import { descriptor } from "./descriptor.ts";
import { emitComment } from "./emit-comment.ts";
import { isEnumObject } from "./enum-style.ts";
import { callbackFault, functionDescriptor, functionSignature } from "./function-type.ts";
import { integerOf, isWideTypedef } from "./integer.ts";
import type { ModuleWriter } from "./module-writer.ts";
import { functionOf, functionTypedef, hasTypedef, typedefBrand } from "./ts-type.ts";
import { usesVaList } from "./va-list.ts";

/** What a typedef is in TypeScript: a type, and the run-time value that stands for it. */
interface Alias {
  readonly type: string;
  /** `null` for a type that has no value at run time. */
  readonly value: { readonly type: string; readonly code: string } | null;
}

/**
 * Returns whether there was a typedef to emit. One that gave its name to a record or enum has been emitted with it.
 *
 * @param prototype how C says it, for what is no typedef and means the same.
 */
export function emitTypedef(
  declaration: TypedefDeclaration,
  writer: ModuleWriter,
  cx: Context,
  prototype = `typedef ${printDeclaration(declaration.type, declaration.name)};`,
): boolean {
  if (!hasTypedef(declaration, cx)) {
    reportTypedef(declaration, cx);
    return false;
  }
  const alias = aliasOf(declaration, cx);
  if (alias === null) {
    reportTypedef(declaration, cx);
    return false;
  }
  const { local, exported } = cx.names.ordinary(declaration.name);
  const prefix = exported === local ? "export " : "";
  emitComment({ prototype, ...declaration }, writer);
  writer.writeLine(`${prefix}type ${local} = ${alias.type};`);
  if (alias.value !== null) writer.writeLine(`${prefix}const ${local}: ${alias.value.type} = ${alias.value.code};`);
  return true;
}

function aliasOf(declaration: TypedefDeclaration, cx: Context): Alias | null {
  const resolved = cx.types.resolve(declaration.type);
  const callee = functionOf(declaration.type, cx);
  if (callee !== null) return functionAlias(declaration, cx);
  if (resolved.kind === "void") {
    const c = cx.imports.value("c");
    return { type: `${c}.void`, value: { type: `typeof ${c}.void`, code: `${c}.void` } };
  }
  if (resolved.kind === "enum") {
    const name = cx.names.typeName(resolved.enum.id);
    if (name === null) return null;
    const isObject = isEnumObject(resolved.enum, cx);
    return { type: name.local, value: isObject ? { type: `typeof ${name.local}`, code: name.local } : null };
  }
  const type = typedefBrand(declaration, cx);
  const code = wideDescriptor(declaration, cx) ?? descriptor(declaration.type, cx);
  if (type === null || code === null) return null;
  if (declaration.align !== null) return alignedAlias(type, code, declaration.align, cx);
  const isName = /^[\p{ID_Continue}$.]+$/u.test(code);
  const value = isName
    ? { type: `typeof ${code}`, code }
    : { type: `${cx.imports.type("CType")}<${type}>`, code: `/* @__PURE__ */ ${code}` };
  return { type, value };
}

/** A name with an alignment of its own is a descriptor or class of its own, of the same type. */
function alignedAlias(type: string, code: string, align: number, cx: Context): Alias {
  const isRecord = type === code;
  const own = isRecord ? `typeof ${code}` : `${cx.imports.type("CType")}<${type}>`;
  return { type, value: { type: own, code: `/* @__PURE__ */ ${cx.imports.value("aligned")}(${code}, ${align})` } };
}

/** `int64_t` is a bigint even where it is made of `long`. */
function wideDescriptor(declaration: TypedefDeclaration, cx: Context): string | null {
  const resolved = cx.types.resolve(declaration.type);
  if (resolved.kind !== "int" || !isWideTypedef(declaration.name)) return null;
  const integer = integerOf(resolved, { kind: "ref", id: declaration.id }, cx.types);
  return integer === null ? null : `${cx.imports.value("c")}.${integer.c}`;
}

/** A function type and a pointer to one are the same in TypeScript: the function's type. */
function functionAlias(declaration: TypedefDeclaration, cx: Context): Alias | null {
  const callee = functionOf(declaration.type, cx);
  if (callee === null) return null;
  const other = functionTypedef(declaration.type, cx);
  if (other !== null) {
    const { local } = cx.names.ordinary(other.name);
    return { type: local, value: { type: `typeof ${local}`, code: local } };
  }
  const type = functionSignature(callee, cx);
  if (type === null) return null;
  const { local } = cx.names.ordinary(declaration.name);
  const code = `/* @__PURE__ */ ${functionDescriptor(callee, local, cx)}`;
  return { type, value: { type: `${cx.imports.type("FunctionType")}<${local}>`, code } };
}

function reportTypedef(declaration: TypedefDeclaration, cx: Context): void {
  const { name: decl, type } = declaration;
  const callee = functionOf(type, cx);
  const reason = callee === null ? null : callbackFault(callee, cx);
  if (usesVaList(type, cx.types) || usesVaList({ kind: "ref", id: declaration.id }, cx.types)) {
    cx.report({ code: "va-list", decl, where: "typedef" }, declaration);
  } else if (reason !== null) {
    cx.report({ code: "unsupported-callback", decl, where: "typedef", reason }, declaration);
  } else {
    cx.report({ code: "unsupported-type", decl, type: printType(type), where: "typedef" }, declaration);
  }
}
