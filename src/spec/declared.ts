import type { Declaration } from "./declaration.ts";
import { declarationKey } from "./declaration-key.ts";
import type { SourceLocation } from "./location.ts";

/** Kinds as the header has them: a macro is one, whether or not it turns out to be a constant. */
export const DECLARED_KINDS = ["function", "record", "enum", "typedef", "global", "macro", "unsupported"] as const;
export type DeclaredKind = (typeof DECLARED_KINDS)[number];

/**
 * What a file declares at file scope: one thing, however often it is declared. A macro is the last definition of its
 * name. What declares nothing (`;`, `_Static_assert`) is none, nor is what the compiler itself predefines.
 */
export interface Declared {
  /** See `declarationKey`. */
  readonly key: string;
  readonly kind: DeclaredKind;
  /** A tag without its `struct`; empty where there is none. */
  readonly name: string;
  readonly location: SourceLocation;
  /**
   * Kind and name as in a selection file: `function f`, `enum @FIRST`. `null` for what goes with something else: a record
   * or enum without a tag with its typedef.
   */
  readonly line: string | null;
  /** Why it is not asked for; `null` if it is. */
  readonly excluded: Exclusion | null;
}

export interface Exclusion {
  /** The user's own words: `--exclude '^x'`. */
  readonly by: string;
  /** Whether it must not come along with others either. */
  readonly never: boolean;
}

/** All that a spec holds, where nothing else is known about its headers. */
export function declaredIn(declarations: readonly Declaration[]): readonly Declared[] {
  const all = new Map<string, Declared>();
  for (const declaration of declarations) {
    const key = declarationKey(declaration);
    if (all.has(key)) continue;
    const { name, location } = declaration;
    const kind = declaredKind(declaration);
    all.set(key, { key, kind, name: name ?? "", location, line: null, excluded: null });
  }
  return [...all.values()];
}

function declaredKind(declaration: Declaration): DeclaredKind {
  if (declaration.kind !== "constant") return declaration.kind;
  return declaration.origin === "macro" ? "macro" : "global";
}
