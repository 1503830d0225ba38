import type { CType } from "../../spec/ctype.ts";
import type { Expression } from "../../spec/expression.ts";
import type { ClangType } from "../clang/clang-type.ts";
import type { Cursor } from "../clang/cursor.ts";
import { evaluate } from "../clang/evaluate.ts";
import type { Identity } from "../clang/identity.ts";
import * as clang from "../clang/libclang.ts";
import type { ReadContext } from "../read-context.ts";
import { readType } from "../read-type.ts";
import { Refusal } from "./refusal.ts";

/** An expression together with what the compiler takes its type for. */
export interface Typed {
  readonly expression: Expression;
  /** Equal for types that are the same to C, typedefs and qualifiers aside. */
  readonly key: Identity;
}

/** clang has the qualifiers of a type in the lowest bits of its address. */
const QUALIFIERS = 7n;

/** Numbers that both clang's evaluator and JavaScript have. */
const NUMBERS = new Set<number>([
  clang.CXType_Bool,
  clang.CXType_Char_S,
  clang.CXType_Char_U,
  clang.CXType_SChar,
  clang.CXType_UChar,
  clang.CXType_Short,
  clang.CXType_UShort,
  clang.CXType_Int,
  clang.CXType_UInt,
  clang.CXType_Long,
  clang.CXType_ULong,
  clang.CXType_LongLong,
  clang.CXType_ULongLong,
  clang.CXType_Enum,
  clang.CXType_Float,
  clang.CXType_Double,
]);

const OTHERS = new Set<number>([
  clang.CXType_Void,
  clang.CXType_Pointer,
  clang.CXType_Record,
  clang.CXType_ConstantArray,
  clang.CXType_IncompleteArray,
]);

/** Types of the expressions of one unit. */
export class TypeReader {
  readonly #context: ReadContext;
  /** By clang's address of the type as it is spelled. */
  readonly #canonical = new Map<Identity, ClangType>();

  constructor(context: ReadContext) {
    this.#context = context;
  }

  key(type: ClangType): Identity {
    const { identity } = this.canonical(type);
    return typeof identity === "bigint" ? identity & ~QUALIFIERS : identity - (identity % Number(QUALIFIERS + 1n));
  }

  /** The type without typedefs. */
  canonical(type: ClangType): ClangType {
    const { identity } = type;
    const known = this.#canonical.get(identity);
    if (known !== undefined) return known;
    const { canonical } = type;
    this.#canonical.set(identity, canonical);
    return canonical;
  }

  /**
   * The type without its outermost qualifiers, which values do not have.
   * @param spelled as the header spells it, typedefs kept. The typedefs of what operators give differ between versions of
   *   clang, so they are not.
   * @throws Refusal for a type that nothing can be computed with.
   */
  type(type: ClangType, spelled: boolean): CType {
    const canonical = this.canonical(type);
    if (!(NUMBERS.has(canonical.kind) || OTHERS.has(canonical.kind))) {
      throw new Refusal(`it computes with \`${canonical.spelling}\``);
    }
    const read = readType(spelled ? type : canonical, this.#context, "macro");
    return read.kind === "qualified" ? read.of : read;
  }

  /**
   * Refuses what a typedef gives another byte order than the record has that it names (see `foreignOrder`): clang takes the two
   * for one type.
   *
   * @param type of a record, or of a pointer to it.
   */
  checkOrder(type: ClangType): void {
    switch (type.kind) {
      case clang.CXType_Elaborated:
        this.checkOrder(type.named);
        return;
      case clang.CXType_Pointer:
        this.checkOrder(type.pointee);
        return;
      case clang.CXType_Typedef: {
        const { declaration } = type;
        if (this.#context.foreignOrder(declaration) !== null) {
          throw new Refusal(`it uses '${declaration.spelling}', whose numbers are in another byte order`);
        }
        this.checkOrder(declaration.typedefUnderlying);
      }
    }
  }

  /** `of` converted to the type of a cursor, if it has another. */
  convert(of: Typed, to: ClangType, spelled: boolean): Typed {
    const key = this.key(to);
    return key === of.key ? of : { key, expression: { kind: "cast", type: this.type(to, spelled), of: of.expression } };
  }

  /** The number that the compiler computes for an expression; `null` if it knows none. */
  constant(cursor: Cursor): Typed | null {
    const { type } = cursor;
    if (!NUMBERS.has(this.canonical(type).kind)) return null;
    const value = evaluate(cursor);
    if (value === null) return null;
    const expression: Expression =
      value.kind === "int"
        ? { kind: "int", type: this.type(type, false), value: String(value.value) }
        : { kind: "float", type: this.type(type, false), value: floatText(value.value) };
    return { key: this.key(type), expression };
  }
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Object.is(value, -0) ? "-0" : String(value);
}
