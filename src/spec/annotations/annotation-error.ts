/** Annotations that the spec contradicts; one line per fault, with its path. */
export class AnnotationError extends Error {
  override readonly name = "AnnotationError";
}
