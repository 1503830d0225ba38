import { isC2ffi, readC2ffi } from "./c2ffi/read-c2ffi.ts";
import { readJson } from "./c2ffi/read-json.ts";
import { FORMAT } from "./format.ts";
import { faultsOf } from "./schema-faults.ts";
import { Spec } from "./spec.ts";
import { SpecError } from "./spec-error.ts";

export interface LoadOptions {
  /** Triple of the target, for a c2ffi file that does not say it; a spec must be for this one. */
  readonly target?: string;
}

/**
 * Reads the text of a spec file, or of a c2ffi file: what is not certain in that is declared `unsupported`.
 *
 * @param name what to call the file in messages; that of a c2ffi file may have the target in it.
 * @throws SpecError
 */
export function loadSpec(text: string, name: string, options: LoadOptions = {}): Spec {
  const parsed = parseJson(text, name);
  const json = isC2ffi(parsed) ? readC2ffi(parsed, name, options.target ?? null) : parsed;
  checkFormat(json, name);
  const result = Spec.safeParse(json);
  if (result.success) return ofTarget(result.data, name, options.target ?? null);
  throw new SpecError("schema", [`${name} is no c2ts spec:`, ...faultsOf(result.error)].join("\n"));
}

function parseJson(text: string, name: string): unknown {
  try {
    return text.trimStart().startsWith("[") ? readJson(text) : JSON.parse(text);
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

function ofTarget(spec: Spec, name: string, target: string | null): Spec {
  if (target === null || target === spec.target.triple) return spec;
  throw new SpecError("target", `${name} is for ${spec.target.triple}, not for ${target}`);
}
