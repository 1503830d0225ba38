import { pack, readPart, unpack, writePart } from "./by-value.ts";
import { INCOMING } from "./callback-value.ts";
import { copyBytes } from "./copy-bytes.ts";
import type { EngineStruct } from "./engine.ts";
import type { Lowering, RecordParts } from "./function-type.ts";
import type { NativeScalar, NativeType } from "./native-type.ts";
import type { RecordClass, RecordView } from "./record.ts";
import { byValue } from "./record-type.ts";
import { setLong } from "./scalar-types.ts";
import { allocate } from "./slab.ts";
import { windowAt } from "./window.ts";

/** Makes one argument for TypeScript out of the native ones. */
type Raise = (native: readonly unknown[]) => unknown;

/** How each argument of the TypeScript function is made. Worked out once per signature. */
export function raiseArguments(parameters: readonly NativeType[], plan: NonNullable<Lowering["arguments"]>): Raise[] {
  return plan.map((argument): Raise => {
    if (typeof argument !== "number") return raiseRecord(parameters, argument);
    const convert = INCOMING[parameters[argument] as NativeScalar];
    return convert === null ? (native) => native[argument] : (native) => convert(native[argument]);
  });
}

function raiseRecord(parameters: readonly NativeType[], { record, parts }: RecordParts): Raise {
  let type: RecordClass<RecordView> | null = null;
  return (native) => {
    type ??= record();
    const made = alloc(type);
    for (const [index, offset] of parts) {
      const as = parameters[index];
      const value = native[index];
      // Nearly all pieces are whole words.
      if (as === "u64" && offset + 8 <= type.size) setLong(made["~m"], made["~o"] + offset, value as number | bigint);
      // A piece typed `ptr` comes as an address or null.
      else if (typeof as === "string") writePart(as, made, offset, (value ?? 0) as number | bigint);
      else if (as !== undefined) unpack(as, value as EngineStruct, made, offset);
    }
    return made;
  };
}

/** A record that TypeScript returns, as the native result. */
export function lowerResult(
  value: unknown,
  native: readonly unknown[],
  type: NativeType,
  result: NonNullable<Lowering["result"]>,
  owner: string,
  name: string,
): unknown {
  const record = byValue(result.record(), value as RecordView, owner, name);
  if (result.hidden !== undefined) {
    const address = native[result.hidden] as bigint;
    const { view, base } = windowAt(Number(address));
    copyBytes(view, Number(address) - base, record["~m"], record["~o"], record["~size"]());
    return address;
  }
  return typeof type === "string" ? readPart(type, record, 0) : pack(type, record);
}

/** A new zeroed record of a class known at run time only. */
export function alloc(type: RecordClass<RecordView>): RecordView {
  return allocate(type.size, type.align, type);
}
