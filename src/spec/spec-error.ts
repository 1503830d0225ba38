/** A file that is no spec, or none that this version can read. */
export class SpecError extends Error {
  override readonly name = "SpecError";
  /** `target`: a c2ffi file that does not say its target, or is for another one. */
  readonly code: "not-json" | "schema" | "newer-format" | "target";

  constructor(code: SpecError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
