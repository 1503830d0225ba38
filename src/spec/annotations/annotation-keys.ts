/** Keys that say something of a function or type themselves; any other is the name of a parameter. (Apart from the schema, which takes its time to load.) */
export const ANNOTATION_KEYS = [
  "throws",
  "errno",
  "async",
  "result",
  "parameters",
  "free",
  "freeOnError",
  "errorText",
  "nonnull",
  "converter",
  "isText",
  "opaque",
  "rename",
] as const;

export type AnnotationKey = (typeof ANNOTATION_KEYS)[number];
