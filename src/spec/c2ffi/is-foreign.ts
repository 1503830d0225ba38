import type { Spec } from "../spec.ts";

/** What stands for clang's version in specs made of files of c2ffi, which do not say it. */
export const FOREIGN = "c2ffi";

/** Whether a spec is made of a file that c2ffi itself wrote, and so has only what that shows. */
export function isForeign({ clang }: Spec): boolean {
  return clang === FOREIGN;
}
