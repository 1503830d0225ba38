/** A declaration that no C header can be made of; the message begins with its place. */
export class ExportError extends Error {
  override readonly name = "ExportError";
}
