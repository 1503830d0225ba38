import type { ClangType } from "./clang/clang-type.ts";
import type { Identity } from "./clang/identity.ts";
import {
  CXType_ConstantArray,
  CXType_FunctionNoProto,
  CXType_FunctionProto,
  CXType_IncompleteArray,
  CXType_VariableArray,
} from "./clang/libclang.ts";

/** What is to be known about a type besides how the spec spells it. */
export interface TypeFacts {
  /** Element of an array, whatever it is called; `null` for all else, and for the array that some targets have as a `va_list`. */
  readonly arrayElement: ClangType | null;
  readonly isFunction: boolean;
  readonly isNonnull: boolean;
  /** Of a function type: whether calls do not return. Asked for when it is needed: text takes microseconds. */
  readonly isNoreturn: () => boolean;
}

/** By clang's address of the type: headers use few types, and each of them often. */
export class KnownTypes {
  readonly #facts = new Map<Identity, TypeFacts>();
  readonly #noreturn = new Map<Identity, boolean>();

  facts(type: ClangType): TypeFacts {
    const { identity } = type;
    const known = this.#facts.get(identity);
    if (known !== undefined) return known;
    const { canonical } = type;
    const facts = {
      arrayElement: arrayElement(canonical),
      isFunction: canonical.kind === CXType_FunctionProto || canonical.kind === CXType_FunctionNoProto,
      isNonnull: type.nullability === "nonnull",
      isNoreturn: () => this.#isNoreturn(canonical),
    };
    this.#facts.set(identity, facts);
    return facts;
  }

  #isNoreturn(canonical: ClangType): boolean {
    const { identity } = canonical;
    const known = this.#noreturn.get(identity) ?? /\bnoreturn\b/.test(canonical.spelling);
    this.#noreturn.set(identity, known);
    return known;
  }
}

function arrayElement(canonical: ClangType): ClangType | null {
  switch (canonical.kind) {
    case CXType_ConstantArray:
    case CXType_IncompleteArray:
    case CXType_VariableArray: {
      const element = canonical.arrayElement;
      return element.declaration.spelling === "__va_list_tag" ? null : element;
    }
    default:
      return null;
  }
}
