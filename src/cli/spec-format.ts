import type { Spec } from "../index.ts";

/** How `dump` writes a spec. */
export const SPEC_FORMATS = ["json", "c2ffi", "c2ffi-plain"] as const;
export type SpecFormat = (typeof SPEC_FORMATS)[number];

/** Text of a spec in a format; without one, in that which the file's name is for: c2ffi's end in `.spec`. */
export async function specText(spec: Spec, given: SpecFormat | undefined, output: string | undefined): Promise<string> {
  const format = given ?? (output?.endsWith(".spec") ? "c2ffi" : "json");
  if (format !== "json") {
    const { formatC2ffi } = await import("../index.ts");
    return formatC2ffi(spec, { plain: format === "c2ffi-plain" });
  }
  const { formatSpec } = await import("../headers.ts");
  return formatSpec(spec);
}
