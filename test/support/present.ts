/** What is there, which C promises and its types do not say. */
export function present<T>(value: T | null): T {
  if (value === null) throw new Error("C gave NULL");
  return value;
}
