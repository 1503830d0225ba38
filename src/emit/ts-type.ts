import { assertNever } from "../spec/assert-never.ts";
import type { CType, FunctionType, PointerType } from "../spec/ctype.ts";
import type { TypedefDeclaration } from "../spec/declaration.ts";
import type { Context } from "./context.ts";
import { functionSignature } from "./function-type.ts";
import { enumInteger, type Integer, integerOf, isWideTypedef } from "./integer.ts";
import { pointeeOf } from "./pointee.ts";
import { isVaList } from "./va-list.ts";
import { plainFloat, type WideScalar, wideInput, wideScalar, wideValue } from "./wide-scalar.ts";

/**
 * What `Pointer<…>` says of memory that holds a `type`: a name of `c`, a record class, a typedef. `null` where it can say
 * nothing, as of `void` or of a type without a binding: the pointer is then an untyped one.
 */
export function brand(type: CType, cx: Context): string | null {
  switch (type.kind) {
    case "qualified":
      return brand(type.of, cx);
    case "atomic":
      return cx.types.isPlainAtomic(type) ? brand(type.of, cx) : null;
    case "bool":
      return `${cx.imports.type("c")}.bool`;
    case "int":
    case "float":
    case "complex": {
      const name = scalarName(type, cx);
      return name === null ? null : `${cx.imports.type("c")}.${name}`;
    }
    case "pointer":
      return pointerType(type, cx);
    case "array": {
      const element = isFixedArray(type, cx) ? brand(type.of, cx) : null;
      return element === null ? null : `${cx.imports.type("FixedArray")}<${element}>`;
    }
    case "vector": {
      const element = brand(type.of, cx);
      return element === null ? null : `${cx.imports.type("FixedArray")}<${element}>`;
    }
    case "function":
      return functionSignature(type, cx);
    case "ref":
      return refBrand(type.id, cx);
    case "void":
    case "other":
      return null;
    default:
      return assertNever(type);
  }
}

/** C has no arrays of incomplete elements, but a spec has where a record is made opaque. */
export function isFixedArray({ of, length }: CType & { readonly kind: "array" }, cx: Context): boolean {
  const element = cx.types.resolve(of);
  const isComplete = element.kind !== "record" || element.record.layout !== null;
  return isComplete && length !== null && length > 0;
}

/** Name in `c` of an integer, float or complex type that is no typedef's; `null` where `c` has none. */
export function scalarName(type: Extract<CType, { kind: "int" | "float" | "complex" }>, cx: Context): string | null {
  const integer = type.kind === "int" ? integerOf(type, type, cx.types) : null;
  const float = type.kind === "float" ? plainFloat(type) : null;
  return integer?.c ?? float ?? wideScalar(type, cx)?.c ?? null;
}

function refBrand(id: string, cx: Context): string | null {
  const named = cx.types.get(id);
  if (named === undefined || isVaList(id)) return null;
  switch (named.kind) {
    case "record":
      return cx.names.typeName(id)?.local ?? null;
    case "enum": {
      const integer = enumInteger(named);
      return integer === null ? null : `${cx.imports.type("c")}.${integer.c}`;
    }
    case "typedef": {
      const resolved = cx.types.resolve(named.type);
      if (resolved.kind === "enum" || resolved.kind === "void") return brand(named.type, cx);
      if (!hasTypedef(named, cx)) return null;
      const { local } = cx.names.ordinary(named.name);
      return resolved.kind === "pointer" && functionOf(named.type, cx) !== null ? pointerTo(local, cx) : local;
    }
    default:
      return assertNever(named);
  }
}

/** Whether a typedef is emitted: whether there is anything to say of the type it names. */
export function hasTypedef(typedef: TypedefDeclaration, cx: Context): boolean {
  if (isVaList(typedef.name)) return false;
  const resolved = cx.types.resolve(typedef.type);
  if (resolved.kind === "void" || resolved.kind === "enum") return true;
  const callee = functionOf(typedef.type, cx);
  return callee !== null ? functionSignature(callee, cx) !== null : brand(typedef.type, cx) !== null;
}

/** Brand of the memory that a typedef's own name stands for. */
export function typedefBrand(typedef: TypedefDeclaration, cx: Context): string | null {
  const resolved = cx.types.resolve(typedef.type);
  if (resolved.kind === "int" && isWideTypedef(typedef.name)) {
    const integer = integerOf(resolved, { kind: "ref", id: typedef.id }, cx.types);
    return integer === null ? null : `${cx.imports.type("c")}.${integer.c}`;
  }
  return brand(typedef.type, cx);
}

/** `Pointer<T>`, or a plain `Pointer`; without the `null` that a C pointer may be. */
export function pointerType(type: PointerType, cx: Context): string {
  const callee = functionOf(type, cx);
  return pointerTo(callee === null ? brand(pointeeOf(type, cx), cx) : functionBrand(type, cx), cx);
}

export function pointerTo(pointee: string | null, cx: Context): string {
  const pointer = cx.imports.type("Pointer");
  return pointee === null ? pointer : `${pointer}<${pointee}>`;
}

/** The function type that a type is or points to, seen through typedefs. */
export function functionOf(type: CType, cx: Context): FunctionType | null {
  const resolved = cx.types.resolve(type);
  if (resolved.kind === "function") return resolved;
  if (resolved.kind !== "pointer") return null;
  const to = cx.types.resolve(resolved.to);
  return to.kind === "function" ? to : null;
}

/** TypeScript's function type for a C function (pointer) type: a typedef's name where there is one; `null` if it has none. */
export function functionBrand(type: CType, cx: Context): string | null {
  const typedef = functionTypedef(type, cx);
  if (typedef !== null) return hasTypedef(typedef, cx) ? cx.names.ordinary(typedef.name).local : null;
  const callee = functionOf(type, cx);
  return callee === null ? null : functionSignature(callee, cx);
}

/** The outermost typedef of a function or of a pointer to one. */
export function functionTypedef(type: CType, cx: Context): TypedefDeclaration | null {
  switch (type.kind) {
    case "qualified":
    case "atomic":
      return functionTypedef(type.of, cx);
    case "pointer":
      return functionTypedef(type.to, cx);
    case "ref": {
      const named = cx.types.get(type.id);
      return named?.kind === "typedef" && functionOf(type, cx) !== null ? named : null;
    }
    default:
      return null;
  }
}

/** The integer that a type is, enums included. */
export function asInteger(type: CType, cx: Context): Integer | null {
  const resolved = cx.types.resolve(type);
  if (resolved.kind === "int") return integerOf(resolved, type, cx.types);
  return resolved.kind === "enum" ? enumInteger(resolved.enum) : null;
}

/** What reading a `type` gives: a result, a member, a callback's argument. `null` if nothing can read it. */
export function valueType(type: CType, cx: Context): string | null {
  return scalarType(type, cx, (integer) => (integer.kind === "bigint" ? "bigint" : "number"), wideValue);
}

/** What C takes for a `type` from TypeScript code: 64-bit integers are written as either kind of number. */
export function inputType(type: CType, cx: Context): string | null {
  return scalarType(type, cx, (integer) => (integer.kind === "number" ? "number" : "number | bigint"), wideInput);
}

function scalarType(
  type: CType,
  cx: Context,
  integerType: (integer: Integer) => string,
  wideType: (wide: WideScalar, cx: Context) => string,
): string | null {
  const wide = wideScalar(type, cx);
  if (wide !== null) return wideType(wide, cx);
  const resolved = cx.types.resolve(type);
  switch (resolved.kind) {
    case "bool":
      return "boolean";
    case "int": {
      const integer = integerOf(resolved, type, cx.types);
      return integer === null ? null : integerType(integer);
    }
    case "enum": {
      const integer = enumInteger(resolved.enum);
      if (integer === null) return null;
      const name = enumName(type, cx);
      return name === null ? integerType(integer) : `${cx.imports.type("Enum")}<${name}>`;
    }
    case "float":
      return "number";
    case "pointer":
      return `${spelledPointer(type, resolved, cx)} | null`;
    case "record":
      return resolved.record.layout === null ? null : (cx.names.typeName(resolved.record.id)?.local ?? null);
    case "void":
    case "array":
    case "function":
    case "complex":
    case "vector":
    case "other":
    case "unknown":
      return null;
    default:
      return assertNever(resolved);
  }
}

/** The type that has the values of an enum, for `Enum<…>`; `null` for what is none, or reads as mere integers. */
export function enumName(type: CType, cx: Context): string | null {
  const resolved = cx.types.resolve(type);
  if (resolved.kind !== "enum" || resolved.enum.enumerators.length === 0) return null;
  const integer = enumInteger(resolved.enum);
  if (integer === null || integer.kind === "bigint") return null;
  return cx.names.typeName(resolved.enum.id)?.local ?? null;
}

/** A pointer typedef keeps its name; a function pointer's name is that of the function type. */
function spelledPointer(type: CType, resolved: PointerType, cx: Context): string {
  if (functionOf(resolved, cx) !== null) return pointerTo(functionBrand(type, cx), cx);
  if (type.kind === "qualified") return spelledPointer(type.of, resolved, cx);
  return (type.kind === "ref" ? brand(type, cx) : null) ?? pointerType(resolved, cx);
}
