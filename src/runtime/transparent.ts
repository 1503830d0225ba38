import { wrongType } from "./argument-error.ts";
import { isMemoryOf, type NativePointer, ptr } from "./check-pointer.ts";
import type { TypeInfo } from "./ctype.ts";
import { Owned } from "./owned.ts";
import type { PointerArg } from "./pointer-arg.ts";
import { getPtr } from "./pointer-type.ts";
import { isRecordClass, RecordView } from "./record.ts";

/**
 * Argument check of a transparent union of pointers: takes what a pointer to any of `targets` takes, or the union itself, whose
 * pointer goes to C then.
 */
export function ptrToAny(
  union: TypeInfo,
  targets: readonly TypeInfo[],
  value: PointerArg,
  fn: string,
  parameter: string,
): NativePointer {
  const given: unknown = value;
  if (typeof given === "bigint" || given === null) return value as bigint | null;
  if (given instanceof RecordView && isRecordClass(union) && given instanceof union) {
    return getPtr(given["~m"], given["~o"]);
  }
  if (given instanceof Owned) return Owned.address(given, fn, parameter);
  if (targets.some((target) => target.name === "void" || isMemoryOf(target, given))) return ptr(value, fn, parameter);
  const names = targets.map(({ name }) => `${name} *`).join(", ");
  throw wrongType(fn, parameter, `a pointer, memory or null for one of ${names}`, value);
}
