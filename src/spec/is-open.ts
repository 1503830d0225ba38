import type { FunctionType } from "./ctype.ts";

/** Whether a call may have more arguments than the type names: it is variadic, or says nothing of its parameters: `T f()`. */
export function isOpen({ variadic, prototype }: FunctionType): boolean {
  return variadic || !prototype;
}
