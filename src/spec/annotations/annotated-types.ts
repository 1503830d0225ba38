import type { TypeTable } from "../abi/type-table.ts";
import type { CType } from "../ctype.ts";
import type { FunctionDeclaration } from "../declaration.ts";

/** What annotations say of a type, by the id of a record or the name of a typedef. */
export interface AnnotatedType {
  readonly free: FunctionDeclaration | null;
  readonly freeOnError: boolean;
  readonly errorText: FunctionDeclaration | null;
  /** Whether NULL is no pointer to one. */
  readonly nonnull: boolean;
  readonly converter: string | null;
  readonly isText: boolean;
}

/** Looks up what is said of a type, under the name it is written by or of what that stands for. */
export class AnnotatedTypes {
  readonly #said: ReadonlyMap<string, AnnotatedType>;
  readonly #types: TypeTable;

  constructor(said: ReadonlyMap<string, AnnotatedType>, types: TypeTable) {
    this.#said = said;
    this.#types = types;
  }

  /** What is said of the type itself: of `time_t`. */
  of(type: CType): AnnotatedType | null {
    for (const name of this.#types.typedefNames(type)) {
      const said = this.#said.get(name);
      if (said !== undefined) return said;
    }
    const resolved = this.#types.resolve(type);
    return resolved.kind === "record" ? (this.#said.get(resolved.record.id) ?? null) : null;
  }

  /** What is said of what a pointer points to, or of the pointer's own typedef: of the `sqlite3` of `sqlite3 *`. */
  behind(type: CType): AnnotatedType | null {
    const own = this.of(type);
    if (own !== null) return own;
    const resolved = this.#types.resolve(type);
    return resolved.kind === "pointer" ? this.of(resolved.to) : null;
  }

  /** Whether a type is a pointer to text that C only reads, other than `const char *`. */
  isText(type: CType): boolean {
    const resolved = this.#types.resolve(type);
    return resolved.kind === "pointer" && this.#types.isConst(resolved.to) && this.of(resolved.to)?.isText === true;
  }

  /** Whether functions take no NULL for a pointer of this type. */
  isNonnull(type: CType): boolean {
    return this.behind(type)?.nonnull ?? false;
  }

  /** The functions that free values of types. */
  get destructors(): readonly FunctionDeclaration[] {
    return [...this.#said.values()].flatMap(({ free }) => (free === null ? [] : [free]));
  }

  /** The converter of a type that has one, behind any number of typedefs. */
  converter(type: CType): string | null {
    return this.of(type)?.converter ?? null;
  }
}
