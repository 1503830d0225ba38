import type { z } from "zod";

/** Faults that one message lists; the rest is counted. */
const MAX_FAULTS = 5;

/** Lines that say what is wrong with something that a schema refuses, and where in it. */
export function faultsOf(error: z.core.$ZodError): readonly string[] {
  const faults = error.issues.flatMap((issue) => leaves(issue, []));
  const shown = faults.slice(0, MAX_FAULTS).map((fault) => `  ${fault}`);
  return faults.length > MAX_FAULTS ? [...shown, `  and ${faults.length - MAX_FAULTS} more`] : shown;
}

/** `declarations[3].type.result.kind: Invalid input`; for a union, the faults of the variant that its tag or its sort chose. */
function leaves(issue: z.core.$ZodIssue, outer: readonly PropertyKey[]): readonly string[] {
  const path = [...outer, ...issue.path];
  if (issue.code === "invalid_union") {
    const meant = variantMeant(issue.errors);
    if (meant !== null) return meant.flatMap((inner) => leaves(inner, path));
  }
  return [`${pathText(path)}: ${issue.message}`];
}

/** The variant that was meant: the only one, or the only one that is of the value's own sort (text, object, list). */
function variantMeant(variants: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | null {
  const refuses = (issues: readonly z.core.$ZodIssue[], code: string): boolean =>
    issues.some((issue) => issue.code === code && issue.path.length === 0);
  const alike = variants.length === 1 ? variants : variants.filter((issues) => !refuses(issues, "invalid_type"));
  const inner = alike.length === 1 ? alike : alike.filter((issues) => !refuses(issues, "invalid_value"));
  const [only] = inner;
  return inner.length === 1 && only !== undefined ? only : null;
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the file";
  return path
    .map((key, i) => (typeof key === "number" ? `[${key}]` : i === 0 ? String(key) : `.${String(key)}`))
    .join("");
}
