/** What a package is to be made of or called cannot be; the message says what, and what to do. */
export class PackageError extends Error {
  override readonly name = "PackageError";
}
