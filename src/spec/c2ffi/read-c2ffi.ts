import { faultsOf } from "../schema-faults.ts";
import { SpecError } from "../spec-error.ts";
import type { C2ffiObject } from "./c2ffi-object.ts";
import { C2ffiFile } from "./c2ffi-schema.ts";
import { foreignSpec } from "./foreign-spec.ts";
import { headerOf, ownSpec } from "./own-spec.ts";
import { repairText } from "./repair-text.ts";

/** Whether JSON has the shape of a c2ffi file: a list. A spec is an object. */
export function isC2ffi(json: unknown): json is readonly unknown[] {
  return Array.isArray(json);
}

/**
 * What a c2ffi file says, in the form of a spec: exactly the spec that it was made of where `formatC2ffi` wrote it.
 *
 * @param json as `readJson` gives it.
 * @param name of the file; that of c2ffi's own has the target in it: `zlib.x86_64-linux-gnu.spec`.
 * @param triple the target, which overrides the name's; a file of ours knows its own.
 * @throws SpecError
 */
export function readC2ffi(json: readonly unknown[], name: string, triple: string | null): unknown {
  const objects = repairText(json);
  const result = C2ffiFile.safeParse(objects);
  if (!result.success)
    throw new SpecError("schema", [`${name} is no c2ffi file:`, ...faultsOf(result.error)].join("\n"));
  try {
    const checked = objects as readonly C2ffiObject[];
    const header = headerOf(checked);
    return header === null ? foreignSpec(checked, name, triple) : ownSpec(checked, header);
  } catch (cause) {
    if (!(cause instanceof SpecError) || cause.code !== "schema") throw cause;
    throw new SpecError("schema", `${name} is no c2ffi file: ${cause.message}`, { cause });
  }
}
