import type { CType } from "../../spec/ctype.ts";
import type { FunctionDeclaration, GlobalDeclaration } from "../../spec/declaration.ts";
import type { Context } from "../context.ts";
import type { IntegerCode } from "./code.ts";
import type { PointerCode } from "./pointer-code.ts";

/** Something emitted under a name of the module. */
export interface Emitted<D> {
  readonly declaration: D;
  readonly local: string;
}

/** A parameter of the function that a macro becomes. */
export interface ParameterCode {
  readonly type: CType;
  /** Whether it is a list: variable arguments. */
  readonly isRest: boolean;
  /** As it is given, and its name for errors, as a string literal. */
  readonly given: string;
  readonly name: string;
  /** Whether it is never `null`. */
  readonly nonnull: boolean;
  /** Of a number or `_Bool`: the value once it is checked. `isWide`: it may be a `number` or a `bigint`. */
  readonly checked: { readonly text: string; readonly isWide: boolean };
}

/** What a name of a `let` stands for. */
export type Local =
  | { readonly kind: "integer"; readonly code: IntegerCode }
  | { readonly kind: "float"; readonly text: string }
  | { readonly kind: "pointer"; readonly code: PointerCode };

/** What writing the expression of one macro needs. */
export interface ExpressionContext {
  readonly cx: Context;
  /** The macro's name, as a string literal: errors name it. */
  readonly macro: string;
  readonly parameters: readonly ParameterCode[];
  readonly locals: ReadonlyMap<string, Local>;
  /** Placeholder of a new local variable that would like to have this name. */
  newLocal(wanted: string): string;
  /** A function that has been emitted; `null` if it has not. */
  function(name: string): Emitted<FunctionDeclaration> | null;
  global(name: string): Emitted<GlobalDeclaration> | null;
}

/** A call of something of the runtime. */
export function runtimeCall(ec: ExpressionContext, name: string, ...given: readonly string[]): string {
  return `${ec.cx.imports.value(name)}(${given.join(", ")})`;
}
