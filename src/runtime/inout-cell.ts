import type { CType } from "./ctype.ts";
import { Ref } from "./ref.ts";

/** A cell that C reads and writes, with its value for C: the argument of a parameter, checked like any other. */
export function inoutCell<B, J>(type: CType<B, J>, value: NoInfer<J>, fn: string, parameter: string): Ref<B, J> {
  const cell = new Ref<B, J>(type);
  type.write(cell["~m"], cell["~o"], value, fn, parameter);
  return cell;
}
