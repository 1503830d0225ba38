/** A snippet of C cannot be built: there is no compiler, it or libclang refuses the text, or the linker does not find all. */
export class SnippetError extends Error {
  override readonly name = "SnippetError";
}
