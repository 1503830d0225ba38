import type { z } from "zod";
import { didYouMean } from "./did-you-mean.ts";

/** Faults that one message lists; the rest is counted. */
const MAX_FAULTS = 5;

/** What to add to a fault for its path: a key that is allowed anywhere may be a misspelt word. */
type Hint = (path: readonly PropertyKey[]) => string;

/** Lines that say what is wrong with something that a schema refuses, and where in it. */
export function faultsOf(error: z.core.$ZodError, hint: Hint = () => ""): readonly string[] {
  const faults = error.issues.flatMap((issue) => leaves(issue, [], hint));
  const shown = faults.slice(0, MAX_FAULTS).map((fault) => `  ${fault}`);
  return faults.length > MAX_FAULTS ? [...shown, `  and ${faults.length - MAX_FAULTS} more`] : shown;
}

/** For `schema.parse(value, { error: explainFault })`: which keys there are, and which word may have been meant. */
export function explainFault(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "unrecognized_keys") {
    const known = keysOf(issue.inst);
    const unknown = issue.keys.map((key) => `'${key}'${didYouMean(key, known)}`);
    const expected = known.length === 0 ? "" : `; expected ${known.join(", ")}`;
    return `unknown key${unknown.length === 1 ? "" : "s"} ${unknown.join(", ")}${expected}`;
  }
  if (issue.code === "invalid_value" && typeof issue.input === "string") {
    const expected = issue.values.map((value) => JSON.stringify(value)).join(" | ");
    return `'${issue.input}' is none of ${expected}${didYouMean(issue.input, issue.values.map(String))}`;
  }
  return undefined;
}

/** Of the object schema that has raised an issue. */
function keysOf(schema: unknown): readonly string[] {
  const isObject = typeof schema === "object" && schema !== null && "shape" in schema;
  return isObject && typeof schema.shape === "object" && schema.shape !== null ? Object.keys(schema.shape) : [];
}

/** `declarations[3].type.result.kind: Invalid input`; for a union, the faults of the variant that its tag or its sort chose. */
function leaves(issue: z.core.$ZodIssue, outer: readonly PropertyKey[], hint: Hint): readonly string[] {
  const path = [...outer, ...issue.path];
  if (issue.code === "invalid_union") {
    const meant = variantMeant(issue.errors);
    if (meant !== null) return meant.flatMap((inner) => leaves(inner, path, hint));
  }
  const place = issue.code === "unrecognized_keys" && issue.keys.length === 1 ? [...path, ...issue.keys] : path;
  return [`${pathText(place)}: ${issue.message}${hint(path)}`];
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
