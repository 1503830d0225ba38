/** An expression of C as it is written, its types unknown. */
export type Syntax =
  | { readonly kind: "name"; readonly name: string }
  /** A literal, or a `sizeof` and the like: what the compiler has a value for. */
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "character" }
  | { readonly kind: "string" }
  /** `sizeof`, `_Alignof`; `of` is `null` for a type. */
  | { readonly kind: "measure"; readonly operator: string; readonly of: Syntax | null }
  | { readonly kind: "group"; readonly of: Syntax }
  /** GNU C's `({ …; })`. */
  | { readonly kind: "block"; readonly statements: readonly Statement[] }
  | { readonly kind: "prefix"; readonly operator: string; readonly of: Syntax }
  | { readonly kind: "postfix"; readonly operator: string; readonly of: Syntax }
  /** `type` is the text between the parentheses. */
  | { readonly kind: "cast"; readonly type: string; readonly of: Syntax }
  /** All operators with two operands, the comma and assignments too. */
  | { readonly kind: "binary"; readonly operator: string; readonly left: Syntax; readonly right: Syntax }
  /** `whenTrue` is `null` in GNU C's `a ?: b`. */
  | {
      readonly kind: "conditional";
      readonly condition: Syntax;
      readonly whenTrue: Syntax | null;
      readonly whenFalse: Syntax;
    }
  | { readonly kind: "call"; readonly callee: Syntax; readonly arguments: readonly Syntax[] }
  | { readonly kind: "member"; readonly of: Syntax; readonly operator: string; readonly name: string }
  | { readonly kind: "index"; readonly of: Syntax; readonly index: Syntax }
  /** A type where a builtin takes one. */
  | { readonly kind: "type"; readonly text: string };

export type Statement =
  | { readonly kind: "declare"; readonly variables: readonly Variable[] }
  | { readonly kind: "evaluate"; readonly of: Syntax }
  | { readonly kind: "return"; readonly of: Syntax };

export interface Variable {
  readonly name: string;
  /** The text in front of its name: specifiers, and what of the declarator stands there. */
  readonly type: string;
  readonly value: Syntax;
}
