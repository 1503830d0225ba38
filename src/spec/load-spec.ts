import type { z } from "zod";
import { FORMAT } from "./format.ts";
import { Spec } from "./spec.ts";

/** A file that is no spec, or none that this version can read. */
export class SpecError extends Error {
  override readonly name = "SpecError";
  readonly code: "not-json" | "schema" | "newer-format";

  constructor(code: SpecError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Faults of the schema that one message lists; the rest is counted. */
const MAX_FAULTS = 5;

/**
 * Reads the text of a spec file.
 *
 * @param name what to call the file in messages.
 * @throws SpecError
 */
export function loadSpec(text: string, name: string): Spec {
  const json = parseJson(text, name);
  checkFormat(json, name);
  const result = Spec.safeParse(json);
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap((issue) => leaves(issue, []));
  const shown = faults.slice(0, MAX_FAULTS).map((fault) => `  ${fault}`);
  const more = faults.length > MAX_FAULTS ? [`  and ${faults.length - MAX_FAULTS} more`] : [];
  throw new SpecError("schema", [`${name} is no c2ts spec:`, ...shown, ...more].join("\n"));
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SpecError("not-json", `${name} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/** An older minor version is read as it is; a newer one, or another major, may mean what this version does not know. */
function checkFormat(json: unknown, name: string): void {
  const format = typeof json === "object" && json !== null && "format" in json ? json.format : undefined;
  if (typeof format !== "string" || !/^\d+\.\d+$/.test(format)) return; // the schema has the words for it
  const [major, minor] = format.split(".").map(Number);
  const [ourMajor, ourMinor] = FORMAT.split(".").map(Number);
  if (major === undefined || minor === undefined || ourMajor === undefined || ourMinor === undefined) return;
  if (major > ourMajor || (major === ourMajor && minor > ourMinor)) {
    throw new SpecError(
      "newer-format",
      `${name} has spec format ${format}; this c2ts reads up to ${FORMAT}: a newer c2ts is needed`,
    );
  }
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
