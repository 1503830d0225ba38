import type { CompilerMessage } from "./compiler-message.ts";

/**
 * A shim or a C file could not be built: there is no compiler, it refuses the C, or the linker finds no cause that could be left
 * out.
 */
export class ShimError extends Error {
  override readonly name = "ShimError";
  readonly #messages: readonly CompilerMessage[];

  constructor(
    message: string,
    { messages = [], ...options }: ErrorOptions & { messages?: readonly CompilerMessage[] } = {},
  ) {
    super(message, options);
    this.#messages = messages;
  }

  /** The compiler's errors, and the uses of what the linker does not find; empty where neither refuses. No property: Node would print them again. */
  get messages(): readonly CompilerMessage[] {
    return this.#messages;
  }
}
