import type { CompilerMessage } from "./compiler-message.ts";

/**
 * A shim or a C file could not be built: there is no compiler, it refuses the C, or the linker finds no cause that could be left
 * out.
 */
export class ShimError extends Error {
  override readonly name = "ShimError";
  /** The compiler's errors; empty where it is not the compiler that refuses. */
  readonly messages: readonly CompilerMessage[];

  constructor(
    message: string,
    { messages = [], ...options }: ErrorOptions & { messages?: readonly CompilerMessage[] } = {},
  ) {
    super(message, options);
    this.messages = messages;
  }
}
