interface ConfigErrorOptions extends ErrorOptions {
  readonly file?: string | null;
  readonly files?: ReadonlySet<string>;
}

/** A config that cannot be read, or says what cannot be; the message names the file and the path in it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  /** What to mend; `null` where it is no one file. */
  readonly file: string | null;
  /** Where it may have to be mended: that file, and what it imports. */
  readonly files: ReadonlySet<string>;

  constructor(message: string, { file = null, files, ...options }: ConfigErrorOptions = {}) {
    super(message, options);
    this.file = file;
    this.files = files ?? new Set(file === null ? [] : [file]);
  }
}
