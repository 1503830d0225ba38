import { pack, readPart, unpack, writePart } from "./by-value.ts";
import { INCOMING } from "./callback-value.ts";
import { copyBytes } from "./copy-bytes.ts";
import type { EngineStruct } from "./engine.ts";
import type { Lowering } from "./function-type.ts";
import type { NativeScalar, NativeType } from "./native-type.ts";
import { byValue } from "./record-type.ts";
import type { RecordClass, RecordView } from "./record.ts";
import { allocate } from "./slab.ts";
import { windowAt } from "./window.ts";

/** TypeScript's arguments from the native ones. */
export function raiseArguments(
  native: readonly unknown[],
  parameters: readonly NativeType[],
  plan: NonNullable<Lowering["arguments"]>,
): unknown[] {
  return plan.map((argument) => {
    if (typeof argument === "number") {
      const convert = INCOMING[parameters[argument] as NativeScalar];
      return convert === null ? native[argument] : convert(native[argument]);
    }
    const record = alloc(argument.record());
    for (const [index, offset] of argument.parts) {
      storePart(parameters[index], record, offset, native[index]);
    }
    return record;
  });
}

function storePart(type: NativeType | undefined, record: RecordView, offset: number, value: unknown): void {
  if (typeof type === "string") writePart(type, record, offset, toWord(value));
  else if (type !== undefined) unpack(type, value as EngineStruct, record, offset);
}

/** A piece typed `ptr` comes as an address or null. */
function toWord(value: unknown): number | bigint {
  return (value ?? 0) as number | bigint;
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
