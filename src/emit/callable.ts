import type { FunctionDeclaration } from "../spec/declaration.ts";
import type { Argument } from "./argument.ts";
import type { Result } from "./result.ts";

/** A function whose every type has a binding. */
export interface Callable {
  readonly declaration: FunctionDeclaration;
  readonly arguments: readonly Argument[];
  readonly result: Result;
  /** Extra arguments of any type: variadic, or without a prototype. */
  readonly open: boolean;
  /** Local name of the variable that caches the bound function. */
  readonly cache: string;
}

/** Stands for parameter `index` until names that do not hide anything in the body can be chosen. */
export function placeholder(index: number): string {
  return `\ue000${index}\ue001`;
}
