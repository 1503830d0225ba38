import { targetOfTriple } from "../abi/target-of-triple.ts";
import type { Target } from "../spec.ts";
import { SpecError } from "../spec-error.ts";
import type { C2ffiObject } from "./c2ffi-object.ts";
import { allTypes } from "./objects-within.ts";
import { typeFromC2ffi } from "./type-from-c2ffi.ts";

/**
 * The target of a file that does not say it: given, or from the file's name. The widths in the file must be those of the target.
 *
 * @throws SpecError
 */
export function fileTarget(objects: readonly C2ffiObject[], name: string, triple: string | null): Target {
  const wanted = triple ?? tripleIn(name);
  if (wanted === null) {
    throw new SpecError(
      "target",
      `${name} is a c2ffi file and does not say for which target: give it with --target x86_64-linux-gnu, ` +
        "or in the name, as in zlib.x86_64-linux-gnu.spec",
    );
  }
  const target = targetOfTriple(wanted);
  if (target === null) throw new SpecError("target", `the target ${wanted} of ${name} is not one that c2ts knows`);
  const fault =
    objects.flatMap(allTypes).find((type) => disagrees(type, target)) ??
    objects.flatMap(pointersIn).find((field) => field["bit-size"] !== target.pointerBits);
  if (fault === undefined) return target;
  throw new SpecError(
    "target",
    `${name} is not for ${wanted}: it has '${fault.tag === "field" ? fault.type?.tag : fault.tag}' with ${fault["bit-size"]} bits (--target names another)`,
  );
}

/** `zlib.x86_64-linux-gnu.spec`, `zlib-1.2.x86_64-pc-linux-gnu.spec`. */
function tripleIn(name: string): string | null {
  return /\.([A-Za-z0-9_]+(?:-[A-Za-z0-9_.]+){1,4})\.[a-z]+$/.exec(name.split(/[\\/]/).at(-1) ?? "")?.[1] ?? null;
}

function disagrees(type: C2ffiObject, target: Target): boolean {
  const size = type["bit-size"] ?? 0;
  if (size === 0 || !type.tag.startsWith(":")) return false;
  const read = typeFromC2ffi(type, { target, untagged: () => null });
  return read.kind === "int" && read.bits !== size;
}

/** Members that are pointers; one without a size is a flexible array. */
function pointersIn(object: C2ffiObject): readonly C2ffiObject[] {
  return (object.fields ?? []).filter((field) => field.type?.tag === ":pointer" && (field["bit-size"] ?? 0) > 0);
}
