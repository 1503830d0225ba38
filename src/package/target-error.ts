/** A target that cannot be served: no Node.js runs there, its headers are not here, or one module cannot be right for it and others. */
export class TargetError extends Error {
  override readonly name = "TargetError";
}
