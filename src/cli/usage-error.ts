/** The command line, or a file it names, is not what it should be. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
