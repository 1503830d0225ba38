import type { CallingConvention, CType, FloatType, FunctionType, IntName, IntType, Parameter } from "../spec/ctype.ts";
import type { ClangType } from "./clang/clang-type.ts";
import type { Cursor } from "./clang/cursor.ts";
import * as clang from "./clang/libclang.ts";
import type { ReadContext } from "./read-context.ts";

const INTS = new Map<number, readonly [name: IntName, signed: boolean]>([
  [clang.CXType_Char_S, ["char", true]],
  [clang.CXType_Char_U, ["char", false]],
  [clang.CXType_SChar, ["signed char", true]],
  [clang.CXType_UChar, ["unsigned char", false]],
  [clang.CXType_Short, ["short", true]],
  [clang.CXType_UShort, ["unsigned short", false]],
  [clang.CXType_Int, ["int", true]],
  [clang.CXType_UInt, ["unsigned int", false]],
  [clang.CXType_Long, ["long", true]],
  [clang.CXType_ULong, ["unsigned long", false]],
  [clang.CXType_LongLong, ["long long", true]],
  [clang.CXType_ULongLong, ["unsigned long long", false]],
  [clang.CXType_Int128, ["__int128", true]],
  [clang.CXType_UInt128, ["unsigned __int128", false]],
  [clang.CXType_Char16, ["char16_t", false]],
  [clang.CXType_Char32, ["char32_t", false]],
]);

const FLOATS = new Map<number, FloatType["name"]>([
  [clang.CXType_Half, "_Float16"],
  [clang.CXType_Float16, "_Float16"],
  [clang.CXType_BFloat16, "__bf16"],
  [clang.CXType_Float, "float"],
  [clang.CXType_Double, "double"],
  [clang.CXType_LongDouble, "long double"],
  [clang.CXType_Float128, "__float128"],
]);

const CONVENTIONS = new Map<number, CallingConvention>([
  [clang.CXCallingConv_Default, "c"],
  [clang.CXCallingConv_C, "c"],
  [clang.CXCallingConv_AAPCS, "c"],
  [clang.CXCallingConv_AAPCS_VFP, "c"],
  [clang.CXCallingConv_X86StdCall, "stdcall"],
  [clang.CXCallingConv_X86FastCall, "fastcall"],
  [clang.CXCallingConv_X86ThisCall, "thiscall"],
  [clang.CXCallingConv_X86VectorCall, "vectorcall"],
  [clang.CXCallingConv_X86Pascal, "pascal"],
  [clang.CXCallingConv_X86_64Win64, "ms_abi"],
  [clang.CXCallingConv_X86_64SysV, "sysv_abi"],
]);

/**
 * Turns a clang type into the spec's. Sugar that names something (a typedef) is kept, other sugar is looked through.
 *
 * @param path names the place, see `ReadContext.reference`.
 * @param declarator the declaration whose type this is: it alone has the names of a function pointer's parameters.
 */
export function readType(type: ClangType, context: ReadContext, path: string, declarator: Cursor | null = null): CType {
  const { identity } = type;
  const known = context.types.get(identity);
  if (known !== undefined) return known;
  const read = readQualified(type, context, path, declarator);
  if (!hasFunction(read)) context.types.set(identity, read);
  return read;
}

/** Whether a type has a function type in it: the names of its parameters are those of each declaration, so it is read anew. */
function hasFunction(type: CType): boolean {
  switch (type.kind) {
    case "function":
      return true;
    case "pointer":
      return hasFunction(type.to);
    case "array":
    case "qualified":
    case "atomic":
      return hasFunction(type.of);
    default:
      return false;
  }
}

function readQualified(type: ClangType, context: ReadContext, path: string, declarator: Cursor | null): CType {
  const unqualified = readUnqualified(type, context, path, declarator);
  if (!(type.isConst || type.isVolatile || type.isRestrict)) return unqualified;
  return {
    kind: "qualified",
    const: type.isConst,
    volatile: type.isVolatile,
    restrict: type.isRestrict,
    of: unqualified,
  };
}

function readUnqualified(type: ClangType, context: ReadContext, path: string, declarator: Cursor | null): CType {
  const int = INTS.get(type.kind);
  if (int) return { kind: "int", name: int[0], bits: ((type.size ?? 0) * 8) as IntType["bits"], signed: int[1] };
  const float = FLOATS.get(type.kind);
  if (float) return { kind: "float", name: float, bits: ((type.size ?? 0) * 8) as FloatType["bits"] };
  switch (type.kind) {
    case clang.CXType_Void:
      return { kind: "void" };
    case clang.CXType_Bool:
      return { kind: "bool" };
    case clang.CXType_Pointer:
      return { kind: "pointer", to: readType(type.pointee, context, path, declarator), nullability: null };
    case clang.CXType_ConstantArray:
      return { kind: "array", of: readType(type.arrayElement, context, path), length: type.arrayLength };
    case clang.CXType_IncompleteArray:
    case clang.CXType_VariableArray:
      return { kind: "array", of: readType(type.arrayElement, context, path), length: null };
    case clang.CXType_Record:
    case clang.CXType_Enum:
      return readTagUse(type.declaration, context, path);
    case clang.CXType_Typedef:
      return readTypedefUse(type, context, path);
    case clang.CXType_Elaborated:
      return readType(type.named, context, path, declarator);
    case clang.CXType_Attributed:
      return readAttributed(type, context, path, declarator);
    case clang.CXType_FunctionProto:
    case clang.CXType_FunctionNoProto:
      return readFunctionType(type, context, path, declarator);
    case clang.CXType_Complex:
      return { kind: "complex", of: readType(type.element, context, path) };
    case clang.CXType_Atomic:
      return { kind: "atomic", of: readType(type.atomicValue, context, path) };
    case clang.CXType_Vector:
    case clang.CXType_ExtVector:
      return readVector(type, context, path);
    case clang.CXType_Unexposed:
    case clang.CXType_Auto:
      return readUnexposed(type, context, path, declarator);
    default:
      return other(type);
  }
}

function other(type: ClangType): CType {
  return { kind: "other", spelling: type.spelling, size: type.size, align: type.align };
}

/** A typedef without a place in a file (`__builtin_va_list`) is the compiler's own and has no declaration to refer to. */
function readTypedefUse(type: ClangType, context: ReadContext, path: string): CType {
  const declaration = type.declaration;
  if (declaration.spelling.startsWith("__builtin_")) return other(type);
  if (declaration.spelling === "__int128_t" || declaration.spelling === "__uint128_t") {
    return readType(type.canonical, context, path);
  }
  const id = context.reference(declaration, path);
  return id === null ? readType(declaration.typedefUnderlying, context, path, declaration) : { kind: "ref", id };
}

function readTagUse(declaration: Cursor, context: ReadContext, path: string): CType {
  const id = context.reference(declaration, path);
  return id === null ? readType(declaration.enumInteger, context, path) : { kind: "ref", id };
}

/** An attribute may make another type of what it is written at: `int (__attribute__((ms_abi)) *f)(int)` is no pointer to `int (int)`. */
function readAttributed(type: ClangType, context: ReadContext, path: string, declarator: Cursor | null): CType {
  const modified = readType(type.modified, context, path, declarator);
  if (modified.kind === "function") return { ...modified, callingConvention: conventionOf(type) };
  // What has a name without the attribute cannot be called by it.
  if (conventionBehind(type) !== conventionBehind(type.modified)) return readType(type.canonical, context, path);
  const nullability = type.nullability;
  return nullability !== null && modified.kind === "pointer" ? { ...modified, nullability } : modified;
}

function conventionOf(type: ClangType): CallingConvention {
  return CONVENTIONS.get(type.callingConvention) ?? "other";
}

/** Of a function type or a pointer to one; of anything else always the same. */
function conventionBehind(type: ClangType): CallingConvention {
  const { canonical } = type;
  return conventionOf(canonical.kind === clang.CXType_Pointer ? canonical.pointee : canonical);
}

function readVector(type: ClangType, context: ReadContext, path: string): CType {
  const size = type.size;
  // Those of an ext_vector_type of bool are bits.
  const hasBits = type.element.canonical.kind === clang.CXType_Bool;
  return size === null || hasBits
    ? other(type)
    : { kind: "vector", of: readType(type.element, context, path), length: type.elementCount, size };
}

/**
 * Sugar that libclang has no name for: parentheses, `typeof`, attributes hidden in a macro. A function type under it
 * still answers for its own parts, typedef names included; anything else is taken in its canonical form.
 */
function readUnexposed(type: ClangType, context: ReadContext, path: string, declarator: Cursor | null): CType {
  const canonical = type.canonical;
  if (canonical.kind === clang.CXType_FunctionProto || canonical.kind === clang.CXType_FunctionNoProto) {
    return readFunctionType(type, context, path, declarator);
  }
  if (canonical.kind === clang.CXType_Unexposed) return other(type);
  return readType(canonical, context, path, declarator);
}

/** Reads a function type; parameter names come from the declaration that has them, if there is one. */
export function readFunctionType(
  type: ClangType,
  context: ReadContext,
  path: string,
  declarator: Cursor | null,
): FunctionType {
  const count = type.parameterCount;
  const declared = parameterDeclarations(declarator, count);
  const prototype = type.kind === clang.CXType_FunctionProto || type.canonical.kind !== clang.CXType_FunctionNoProto;
  return {
    kind: "function",
    result: readType(type.result, context, `${path}.result`),
    parameters: Array.from({ length: count }, (_, i) => {
      const own = declared?.[i] ?? null;
      return readParameter(parameterType(type, i, own), own, context, `${path}.${i}`);
    }),
    variadic: prototype && type.isVariadic,
    prototype,
    callingConvention: conventionOf(type),
  };
}

/** What integer and floating promotions make another type of (C17 6.5.2.2p6), by its own name or a typedef's. */
const PROMOTED: ReadonlySet<number> = new Set([
  clang.CXType_Bool,
  clang.CXType_Char_S,
  clang.CXType_Char_U,
  clang.CXType_SChar,
  clang.CXType_UChar,
  clang.CXType_Short,
  clang.CXType_UShort,
  clang.CXType_Float,
  clang.CXType_Typedef,
  clang.CXType_Elaborated,
]);
const PROMOTIONS: ReadonlySet<number> = new Set([clang.CXType_Int, clang.CXType_UInt, clang.CXType_Double]);

/**
 * The declaration has the typedef names; the function's type has lost them where clang merged it with a builtin's. But a
 * definition in K&R's style, `f(x) float x; {…}`, is called with promoted arguments (C17 6.9.1p10): those the type has.
 */
function parameterType(type: ClangType, index: number, own: Cursor | null): ClangType {
  const written = own?.type;
  if (written === undefined) return type.parameter(index);
  if (!PROMOTED.has(written.kind)) return written;
  const called = type.parameter(index);
  return PROMOTIONS.has(called.kind) && written.canonical.kind !== called.kind ? called : written;
}

function readParameter(type: ClangType, declared: Cursor | null, context: ReadContext, path: string): Parameter {
  const name = declared?.spelling || null;
  const place = name === null ? path : path.slice(0, path.lastIndexOf(".") + 1) + name;
  const read = readType(type, context, place, declared);
  const adjusted = adjust(read, type, context, place);
  const written = adjusted === read ? null : read;
  const nonnull = context.facts(type).isNonnull || (written?.kind === "array" && isStaticArray(declared, context));
  return { name, type: adjusted, written, nonnull };
}

/** `int a[static 3]`: the argument is the first of at least three elements (C17 6.7.6.3p7), so it is no NULL. */
function isStaticArray(declared: Cursor | null, context: ReadContext): boolean {
  return declared !== null && /\[[^\]]*\bstatic\b/.test(context.print(declared));
}

/**
 * The type that a parameter really has: an array is a pointer to its element, a function a pointer to it (C17 6.7.6.3p7
 * and p8). libclang hands out parameters as written. A `va_list`, which is an array on some targets, stays what it is.
 */
function adjust(read: CType, type: ClangType, context: ReadContext, path: string): CType {
  const { arrayElement, isFunction } = context.facts(type);
  if (isFunction) return { kind: "pointer", to: read, nullability: null };
  if (arrayElement === null) return read;
  const element = read.kind === "array" ? read.of : readType(behindNames(type).arrayElement, context, path);
  return { kind: "pointer", to: withQualifiers(element, type.canonical), nullability: null };
}

/** What a typedef of an array names: in the canonical type elements have lost their own names. */
function behindNames(type: ClangType): ClangType {
  if (type.kind === clang.CXType_Typedef) return behindNames(type.declaration.typedefUnderlying);
  return type.kind === clang.CXType_Elaborated ? behindNames(type.named) : type;
}

/** C17 6.7.3p9: qualifiers of an array are those of its elements. The canonical array type has those of both. */
function withQualifiers(element: CType, { isConst, isVolatile }: ClangType): CType {
  if (!isConst && !isVolatile) return element;
  if (element.kind === "qualified") {
    return { ...element, const: element.const || isConst, volatile: element.volatile || isVolatile };
  }
  return { kind: "qualified", const: isConst, volatile: isVolatile, restrict: false, of: element };
}

/** The parameters of the outermost function declarator; a typedef's or member's own children hold them. */
function parameterDeclarations(declarator: Cursor | null, count: number): readonly Cursor[] | null {
  if (declarator === null || count === 0) return null;
  const found =
    declarator.kind === clang.CXCursor_FunctionDecl
      ? declarator.parameters
      : declarator.children.filter((child) => child.kind === clang.CXCursor_ParmDecl);
  return found.length === count ? found : null;
}
