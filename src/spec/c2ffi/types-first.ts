import { TypeTable } from "../abi/type-table.ts";
import type { Declaration } from "../declaration.ts";
import type { Spec } from "../spec.ts";
import { type UsedTypes, usedTypes } from "./used-types.ts";

/**
 * The declarations that have an object of their own in a c2ffi file: in the order of the spec, but a type stands before
 * what uses it, since readers skip what uses an unknown one. A record without a tag stands within its first use, which is
 * where c2ffi has it, and where readers find it.
 */
export function typesFirst(spec: Spec): readonly Declaration[] {
  const uses = new Uses(spec);
  const order: Declaration[] = [];
  const seen = new Set<Declaration>();
  const open = new Set<Declaration>();
  const visit = (declaration: Declaration): void => {
    if (seen.has(declaration)) return;
    seen.add(declaration);
    open.add(declaration);
    for (const used of uses.whole(declaration)) visit(used);
    for (const used of uses.pointed(declaration)) {
      // What is known by pointer may come later, and has to where it contains what is being written.
      if (!uses.containsAny(used, open)) visit(used);
    }
    open.delete(declaration);
    if (!uses.isInline(declaration)) order.push(declaration);
  };
  for (const declaration of spec.declarations) if (!uses.isInline(declaration)) visit(declaration);
  return order;
}

class Uses {
  readonly #types: TypeTable;
  readonly #used = new Map<Declaration, UsedTypes>();
  readonly #contained = new Map<Declaration, ReadonlySet<Declaration>>();
  readonly #inline = new Set<Declaration>();

  constructor(spec: Spec) {
    this.#types = new TypeTable(spec);
    for (const declaration of spec.declarations) {
      for (const used of this.whole(declaration)) {
        if (used.kind === "record" && used.name === null && used !== declaration) this.#inline.add(used);
      }
    }
  }

  isInline(declaration: Declaration): boolean {
    return this.#inline.has(declaration);
  }

  whole(declaration: Declaration): readonly Declaration[] {
    return this.#named(this.#usedBy(declaration).whole);
  }

  pointed(declaration: Declaration): readonly Declaration[] {
    return this.#named(this.#usedBy(declaration).pointed);
  }

  containsAny(declaration: Declaration, some: ReadonlySet<Declaration>): boolean {
    const contained = this.#containedIn(declaration);
    for (const one of some) if (contained.has(one)) return true;
    return false;
  }

  /** What has to be whole before the declaration is, itself included. */
  #containedIn(declaration: Declaration): ReadonlySet<Declaration> {
    const known = this.#contained.get(declaration);
    if (known !== undefined) return known;
    const contained = new Set([declaration]);
    this.#contained.set(declaration, contained);
    for (const used of this.whole(declaration)) for (const one of this.#containedIn(used)) contained.add(one);
    return contained;
  }

  #usedBy(declaration: Declaration): UsedTypes {
    const used = this.#used.get(declaration) ?? usedTypes(declaration, this.#types);
    this.#used.set(declaration, used);
    return used;
  }

  #named(ids: readonly string[]): readonly Declaration[] {
    return ids.flatMap((id) => this.#types.get(id) ?? []);
  }
}
