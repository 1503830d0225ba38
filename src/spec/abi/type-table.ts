import type { CType } from "../ctype.ts";
import type { EnumDeclaration, RecordDeclaration, TypedefDeclaration } from "../declaration.ts";
import type { Spec } from "../spec.ts";

export type NamedType = RecordDeclaration | EnumDeclaration | TypedefDeclaration;

/** A type with nothing between it and its meaning: no typedef, qualifier or `_Atomic`; a record or enum is its declaration. */
export type Resolved =
  | Exclude<CType, { readonly kind: "ref" | "qualified" | "atomic" }>
  | { readonly kind: "record"; readonly record: RecordDeclaration }
  | { readonly kind: "enum"; readonly enum: EnumDeclaration }
  /** A `ref` that no declaration answers to. */
  | { readonly kind: "unknown"; readonly id: string };

/** Declared types by the id that a `ref` names them with. */
export class TypeTable {
  readonly #types: ReadonlyMap<string, NamedType>;

  constructor(spec: Pick<Spec, "declarations">) {
    const types = new Map<string, NamedType>();
    for (const declaration of spec.declarations) {
      if (declaration.kind === "record" || declaration.kind === "enum" || declaration.kind === "typedef") {
        if (!types.has(declaration.id)) types.set(declaration.id, declaration);
      }
    }
    this.#types = types;
  }

  get(id: string): NamedType | undefined {
    return this.#types.get(id);
  }

  /** What a type means once typedefs, qualifiers and `_Atomic` are seen through; the latter only where it changes no byte. */
  resolve(type: CType): Resolved {
    let at = type;
    for (let depth = 0; depth < 1000; depth++) {
      if (at.kind === "qualified") {
        at = at.of;
      } else if (at.kind === "atomic") {
        if (!this.isPlainAtomic(at)) return { kind: "other", spelling: "_Atomic", size: null, align: null };
        at = at.of;
      } else if (at.kind === "ref") {
        const named = this.#types.get(at.id);
        if (named === undefined) return { kind: "unknown", id: at.id };
        if (named.kind === "record") return { kind: "record", record: named };
        if (named.kind === "enum") return { kind: "enum", enum: named };
        at = named.type;
      } else {
        return at;
      }
    }
    throw new Error(`typedef cycle at ${JSON.stringify(type)}`);
  }

  /** Whether a type is `_Atomic`, by itself or through typedefs. */
  isAtomic(type: CType): boolean {
    if (type.kind === "qualified") return this.isAtomic(type.of);
    const named = type.kind === "ref" ? this.#types.get(type.id) : undefined;
    return type.kind === "atomic" || (named?.kind === "typedef" && this.isAtomic(named.type));
  }

  /**
   * Whether an `_Atomic` is in memory what its type is: a scalar that one instruction reads. Others may have padding and need a
   * lock that only the compiler's library knows.
   */
  isPlainAtomic({ of }: CType & { readonly kind: "atomic" }): boolean {
    const resolved = this.resolve(of);
    switch (resolved.kind) {
      case "bool":
      case "pointer":
      case "enum":
        return true;
      case "int":
      case "float":
        return resolved.bits <= 64;
      default:
        return false;
    }
  }

  /** Whether the pointee may only be read: `const` anywhere between the type and its meaning. */
  isConst(type: CType): boolean {
    return this.#passesThrough(type, (at) => at.kind === "qualified" && at.const);
  }

  /** Bytes, where the outermost typedef with an alignment of its own has one; `null` where none has. */
  typedefAlign(type: CType): number | null {
    let align: number | null = null;
    this.#passesThrough(type, (at) => {
      const named = at.kind === "ref" ? this.#types.get(at.id) : undefined;
      if (named?.kind === "typedef") align = named.align;
      return align !== null;
    });
    return align;
  }

  /** The typedef names that a type is spelled through, outermost first. */
  typedefNames(type: CType): readonly string[] {
    const names: string[] = [];
    this.#passesThrough(type, (at) => {
      if (at.kind === "ref" && this.#types.get(at.id)?.kind !== "record" && this.#types.get(at.id)?.kind !== "enum") {
        names.push(at.id);
      }
      return false;
    });
    return names;
  }

  #passesThrough(type: CType, found: (type: CType) => boolean): boolean {
    let at = type;
    for (;;) {
      if (found(at)) return true;
      if (at.kind === "qualified" || at.kind === "atomic") {
        at = at.of;
        continue;
      }
      const named = at.kind === "ref" ? this.#types.get(at.id) : undefined;
      if (named?.kind !== "typedef") return false;
      at = named.type;
    }
  }
}
