import { word } from "c2ts-runtime";
import { takeString } from "./clang-string.ts";
import { Cursor } from "./cursor.ts";
import type { Identity } from "./identity.ts";
import {
  type CXType,
  CXType_Attributed,
  CXType_Pointer,
  CXTypeNullability_NonNull,
  CXTypeNullability_Nullable,
  CXTypeNullability_Unspecified,
  CXVisit_Continue,
  clang_getArgType,
  clang_getArrayElementType,
  clang_getArraySize,
  clang_getCanonicalType,
  clang_getElementType,
  clang_getFunctionTypeCallingConv,
  clang_getNumArgTypes,
  clang_getNumElements,
  clang_getPointeeType,
  clang_getResultType,
  clang_getTypeDeclaration,
  clang_getTypeSpelling,
  clang_isConstQualifiedType,
  clang_isFunctionTypeVariadic,
  clang_isRestrictQualifiedType,
  clang_isVolatileQualifiedType,
  clang_Type_getAlignOf,
  clang_Type_getModifiedType,
  clang_Type_getNamedType,
  clang_Type_getNullability,
  clang_Type_getSizeOf,
  clang_Type_getValueType,
  clang_Type_visitFields,
} from "./libclang.ts";

/** Offset of `data[0]` in a CXType, bytes. */
const DATA = 8;

/** A type as libclang has it. Valid as long as its translation unit. */
export class ClangType {
  readonly raw: CXType;
  /** `CXTypeKind`. */
  readonly kind: number;

  constructor(raw: CXType) {
    this.raw = raw;
    this.kind = raw.kind;
  }

  /** Address of clang's type with its qualifiers: equal for equal types, their typedef names included. */
  get identity(): Identity {
    return word(this.raw, DATA, 8);
  }

  /**
   * Byte size of a complete type, as clang lays it out for the target.
   *
   * C: negative results are `CXTypeLayoutError`, not sizes.
   * @returns bytes, or `null` for an incomplete type such as `struct opaque`.
   */
  get size(): number | null {
    const size = Number(clang_Type_getSizeOf(this.raw));
    return size < 0 ? null : size;
  }

  /** Alignment in bytes; `null` for an incomplete type. */
  get align(): number | null {
    const align = Number(clang_Type_getAlignOf(this.raw));
    return align < 0 ? null : align;
  }

  /** clang's own text for the type, for reports only. */
  get spelling(): string {
    return takeString(clang_getTypeSpelling(this.raw));
  }

  /** The type without typedefs and other sugar. */
  get canonical(): ClangType {
    return new ClangType(clang_getCanonicalType(this.raw));
  }

  get pointee(): ClangType {
    return new ClangType(clang_getPointeeType(this.raw));
  }

  /** Element of an array type. */
  get arrayElement(): ClangType {
    return new ClangType(clang_getArrayElementType(this.raw));
  }

  /** Number of elements of a constant array. */
  get arrayLength(): number {
    return Number(clang_getArraySize(this.raw));
  }

  /** Element of a vector or complex type. */
  get element(): ClangType {
    return new ClangType(clang_getElementType(this.raw));
  }

  /** Number of elements of a vector. */
  get elementCount(): number {
    return Number(clang_getNumElements(this.raw));
  }

  /** The type that `struct S`, `enum E` or a typedef name written with sugar names. */
  get named(): ClangType {
    return new ClangType(clang_Type_getNamedType(this.raw));
  }

  /** The type under an attribute such as `_Nullable`. */
  get modified(): ClangType {
    return new ClangType(clang_Type_getModifiedType(this.raw));
  }

  /** `T` of `_Atomic(T)`. */
  get atomicValue(): ClangType {
    return new ClangType(clang_Type_getValueType(this.raw));
  }

  get declaration(): Cursor {
    return new Cursor(clang_getTypeDeclaration(this.raw));
  }

  get isPointer(): boolean {
    return this.kind === CXType_Pointer;
  }

  get isConst(): boolean {
    return clang_isConstQualifiedType(this.raw) !== 0;
  }

  get isVolatile(): boolean {
    return clang_isVolatileQualifiedType(this.raw) !== 0;
  }

  get isRestrict(): boolean {
    return clang_isRestrictQualifiedType(this.raw) !== 0;
  }

  get nullability(): "nonnull" | "nullable" | "unspecified" | null {
    if (this.kind !== CXType_Attributed) return null;
    switch (clang_Type_getNullability(this.raw)) {
      case CXTypeNullability_NonNull:
        return "nonnull";
      case CXTypeNullability_Nullable:
        return "nullable";
      case CXTypeNullability_Unspecified:
        return "unspecified";
      default:
        return null;
    }
  }

  /** Result type of a function type, parentheses and attributes around it looked through. */
  get result(): ClangType {
    return new ClangType(clang_getResultType(this.raw));
  }

  /** Number of parameters; 0 if this is no function type with a prototype. */
  get parameterCount(): number {
    return Math.max(clang_getNumArgTypes(this.raw), 0);
  }

  /** Type of a parameter, as written: libclang does not adjust arrays and functions to pointers. */
  parameter(index: number): ClangType {
    return new ClangType(clang_getArgType(this.raw, index));
  }

  /** All of them; `null` if this is no function type with a prototype. */
  get parameters(): readonly ClangType[] | null {
    const count = clang_getNumArgTypes(this.raw);
    return count < 0 ? null : Array.from({ length: count }, (_, i) => this.parameter(i));
  }

  get isVariadic(): boolean {
    return clang_isFunctionTypeVariadic(this.raw) !== 0;
  }

  /** `CXCallingConv`. */
  get callingConvention(): number {
    return clang_getFunctionTypeCallingConv(this.raw);
  }

  /** Members of a record in order, unnamed ones too. */
  get fields(): readonly Cursor[] {
    const fields: Cursor[] = [];
    clang_Type_visitFields(
      this.raw,
      (field) => {
        fields.push(new Cursor(field));
        return CXVisit_Continue;
      },
      null,
    );
    return fields;
  }
}
