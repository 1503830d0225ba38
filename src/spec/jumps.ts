import type { FunctionDeclaration } from "./declaration.ts";

/**
 * Why a function cannot be called from anything but the C function that goes on with it: it returns again into a caller that has returned by then,
 * or leaves the frames of its callers, which are the engine's (C17 7.13; `vfork`: POSIX.1-2001). `null` for all others. What the
 * call would do is undefined, and ends the process.
 *
 * Compilers, too, know these by their names, with any underscores before them.
 */
export function jumpFault({ name, type }: FunctionDeclaration): string | null {
  switch (name.replace(/^_+/, "")) {
    case "setjmp":
    case "sigsetjmp":
      return "what it saves ends with the function that calls it: only C can";
    case "longjmp":
    case "siglongjmp":
      return "it leaves the functions that have called it, JavaScript's among them: only C can call it";
    case "vfork":
      return type.parameters.length === 0
        ? "its child may not return from the function that calls it: only C can"
        : null;
    default:
      return null;
  }
}
