/** A config that cannot be read, or says what cannot be; the message names the file and the path in it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  /** What to mend; `null` where it is no one file. */
  readonly file: string | null;

  constructor(message: string, { file = null, ...options }: ErrorOptions & { readonly file?: string | null } = {}) {
    super(message, options);
    this.file = file;
  }
}
