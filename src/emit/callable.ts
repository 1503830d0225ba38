import type { FunctionDeclaration } from "../spec/declaration.ts";
import type { Argument } from "./argument.ts";
import type { Result } from "./result.ts";

/** `by-address`: the wrapper takes by address what C takes by value, as no dynamic call can pass it. */
export type Calls = "function" | "wrapper" | "wrapper-by-address";

/** A function whose every type has a binding. */
export interface Callable {
  readonly declaration: FunctionDeclaration;
  readonly arguments: readonly Argument[];
  readonly result: Result;
  /** Extra arguments of any type: variadic, or without a prototype. */
  readonly open: boolean;
  /** What is called: C's function itself, or a wrapper of it in the shim. */
  readonly calls: Calls;
  /** What the generated function has as its own name, while the constant that it becomes has C's. */
  readonly inner: string;
  /** Local name of the variable that keeps the C function; `null` where the generated function keeps it itself. */
  readonly cache: string | null;
}

/** Stands for parameter `index` until names that do not hide anything in the body can be chosen. */
export function placeholder(index: number): string {
  return `\ue000${index}\ue001`;
}
