import type { z } from "zod";

/** Faults that one message lists; the rest is counted. */
const MAX_FAULTS = 5;

/** Lines that say what is wrong with something that a schema refuses, and where in it. */
export function faultsOf(error: z.core.$ZodError): readonly string[] {
  const faults = error.issues.flatMap((issue) => leaves(issue, []));
  const shown = faults.slice(0, MAX_FAULTS).map((fault) => `  ${fault}`);
  return faults.length > MAX_FAULTS ? [...shown, `  and ${faults.length - MAX_FAULTS} more`] : shown;
}

/** `declarations[3].type.result.kind: Invalid input`; for a union, the faults of the variant that its tag chose. */
function leaves(issue: z.core.$ZodIssue, outer: readonly PropertyKey[]): readonly string[] {
  const path = [...outer, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length === 1) {
    return (issue.errors[0] ?? []).flatMap((inner) => leaves(inner, path));
  }
  return [`${pathText(path)}: ${issue.message}`];
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the file";
  return path
    .map((key, i) => (typeof key === "number" ? `[${key}]` : i === 0 ? String(key) : `.${String(key)}`))
    .join("");
}
