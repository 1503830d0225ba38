import type { ClangType } from "../clang/clang-type.ts";
import * as clang from "../clang/libclang.ts";
import type { Entity, FileScope } from "../file-scope.ts";
import { RecordsWithMembers } from "./records-with-members.ts";

/** What kind of type something has, as far as it decides about a macro's parameter. */
export type TypeGuess =
  /** `rank`: 1 for `char` to 5 for `long long` (C17 6.3.1.1). */
  | { readonly kind: "int"; readonly rank: number; readonly signed: boolean }
  | { readonly kind: "float" | "pointer" | "bool" | "record" | "void" | "other" };

/** A type as C text, and its kind. */
export interface GuessedType {
  readonly text: string;
  readonly guess: TypeGuess;
}

export interface DeclaredFunction {
  /** `null` without a prototype. */
  readonly parameters: readonly GuessedType[] | null;
  /** Of its parameters; empty for one without a name. */
  readonly names: readonly string[];
  readonly variadic: boolean;
  readonly result: TypeGuess;
}

const INTS = new Map<number, readonly [rank: number, signed: boolean]>([
  [clang.CXType_Char_S, [1, true]],
  [clang.CXType_Char_U, [1, false]],
  [clang.CXType_SChar, [1, true]],
  [clang.CXType_UChar, [1, false]],
  [clang.CXType_Short, [2, true]],
  [clang.CXType_UShort, [2, false]],
  [clang.CXType_Int, [3, true]],
  [clang.CXType_UInt, [3, false]],
  [clang.CXType_Long, [4, true]],
  [clang.CXType_ULong, [4, false]],
  [clang.CXType_LongLong, [5, true]],
  [clang.CXType_ULongLong, [5, false]],
]);

const KINDS = new Map<number, Exclude<TypeGuess["kind"], "int">>([
  [clang.CXType_Void, "void"],
  [clang.CXType_Bool, "bool"],
  [clang.CXType_Float, "float"],
  [clang.CXType_Double, "float"],
  [clang.CXType_Pointer, "pointer"],
  [clang.CXType_ConstantArray, "pointer"],
  [clang.CXType_IncompleteArray, "pointer"],
  [clang.CXType_FunctionProto, "pointer"],
  [clang.CXType_FunctionNoProto, "pointer"],
  [clang.CXType_Record, "record"],
]);

const WORD_TYPES: ReadonlyMap<string, TypeGuess> = new Map<string, TypeGuess>([
  ["void", { kind: "void" }],
  ["_Bool", { kind: "bool" }],
  ["bool", { kind: "bool" }],
  ["float", { kind: "float" }],
  ["double", { kind: "float" }],
]);

const RANKS: ReadonlyMap<string, number> = new Map([
  ["char", 1],
  ["short", 2],
  ["int", 3],
  ["long", 4],
]);

const QUALIFIERS = /\b(?:const|volatile|restrict|__const|__const__|__volatile__|__restrict|register|static)\b/g;

/** What names mean at file scope of the headers. */
export class Declared {
  readonly #entities = new Map<string, Entity>();
  readonly #functions = new Map<string, DeclaredFunction | null>();

  readonly #scope: FileScope;
  #records: RecordsWithMembers | null = null;

  constructor(scope: FileScope) {
    this.#scope = scope;
    for (const entity of scope.entities) {
      if (entity.kind === "function" || entity.kind === "typedef" || entity.kind === "global") {
        this.#entities.set(entity.name, entity);
      }
    }
  }

  isTypeName(name: string): boolean {
    return this.#entities.get(name)?.kind === "typedef";
  }

  /** `null` if there is no function of this name. */
  function(name: string): DeclaredFunction | null {
    const known = this.#functions.get(name);
    if (known !== undefined) return known;
    const cursor = this.#cursor(name, "function");
    const type = cursor?.type ?? null;
    const read: DeclaredFunction | null =
      type === null
        ? null
        : {
            parameters:
              type.parameters?.map((parameter) => ({ text: parameter.spelling, guess: guessOf(parameter) })) ?? null,
            names: cursor?.parameters.map(({ spelling }) => spelling) ?? [],
            variadic: type.isVariadic,
            result: guessOf(type.result),
          };
    this.#functions.set(name, read);
    return read;
  }

  /** The type of a variable; an enumerator, or what nobody knows, is an `int`. */
  variable(name: string): TypeGuess {
    const cursor = this.#cursor(name, "global");
    return cursor === null ? INT : guessOf(cursor.type);
  }

  /** What kind of type a piece of C names. */
  type(text: string): TypeGuess {
    if (text.includes("*")) return { kind: "pointer" };
    const words = text.replaceAll(QUALIFIERS, "").trim().split(/\s+/);
    const [first = ""] = words;
    if (first === "struct" || first === "union") return { kind: "record" };
    if (first === "enum") return INT;
    const known = words.length === 1 ? WORD_TYPES.get(first) : undefined;
    if (known !== undefined) return known;
    const typedef = words.length === 1 ? this.#cursor(first, "typedef") : null;
    return typedef === null ? wordsGuess(words) : guessOf(typedef.typedefUnderlying);
  }

  /** C text of each record that has all of these members; `null` for one that C has no name for. */
  recordsWith(members: readonly string[]): readonly (string | null)[] {
    this.#records ??= new RecordsWithMembers(this.#scope.entities);
    return this.#records.withAll(members);
  }

  /** Whether a piece of C names a pointer to a record, directly. */
  pointsToRecord(text: string): boolean {
    const [, pointee] = /^([^*()]*)\*[^*()]*$/.exec(text) ?? [];
    return pointee !== undefined && this.type(pointee).kind === "record";
  }

  #cursor(name: string, kind: Entity["kind"]): Entity["cursors"][number] | null {
    const entity = this.#entities.get(name);
    return entity?.kind === kind ? (entity.cursors[0] ?? null) : null;
  }
}

const INT: TypeGuess = { kind: "int", rank: 3, signed: true };

/** `unsigned long int` in any order. */
function wordsGuess(words: readonly string[]): TypeGuess {
  const isInteger = (word: string): boolean => RANKS.has(word) || /^(un)?signed$|^__signed(__)?$/.test(word);
  if (!words.every(isInteger)) return { kind: "other" };
  const longs = words.filter((word) => word === "long").length;
  const ranks = words.flatMap((word) => RANKS.get(word) ?? []).filter((rank) => rank !== 3);
  return { kind: "int", rank: longs === 2 ? 5 : (ranks[0] ?? 3), signed: !words.includes("unsigned") };
}

function guessOf(type: ClangType): TypeGuess {
  const { kind } = type.canonical;
  if (kind === clang.CXType_Enum) return INT;
  const int = INTS.get(kind);
  if (int !== undefined) return { kind: "int", rank: int[0], signed: int[1] };
  return { kind: KINDS.get(kind) ?? "other" };
}
