import { aggregateValue, alloc, newAggregate, passAggregate } from "./aggregate.ts";
import { pack, readPart, unpack, writePart } from "./by-value.ts";
import { INCOMING } from "./callback-value.ts";
import { copyBytes } from "./copy-bytes.ts";
import type { EngineStruct } from "./engine.ts";
import type { Lowering, Parts } from "./function-type.ts";
import type { Located } from "./located.ts";
import type { NativeScalar, NativeType } from "./native-type.ts";
import type { RecordClass, RecordView } from "./record.ts";
import { setLong } from "./scalar-types.ts";
import { windowAt } from "./window.ts";

/** Makes one argument for TypeScript out of the native ones. */
type Raise = (native: readonly unknown[]) => unknown;

/** How each argument of the TypeScript function is made. Worked out once per signature. */
export function raiseArguments(parameters: readonly NativeType[], plan: NonNullable<Lowering["arguments"]>): Raise[] {
  return plan.map((argument): Raise => {
    if (typeof argument !== "number") return raiseAggregate(parameters, argument);
    const convert = INCOMING[parameters[argument] as NativeScalar];
    return convert === null ? (native) => native[argument] : (native) => convert(native[argument]);
  });
}

function raiseAggregate(parameters: readonly NativeType[], of: Parts): Raise {
  const fill = (made: Located, size: number, native: readonly unknown[]): void => {
    for (const [index, offset] of of.parts) {
      const as = parameters[index];
      const value = native[index];
      // Nearly all pieces are whole words.
      if (as === "u64" && offset + 8 <= size) setLong(made["~m"], made["~o"] + offset, value as number | bigint);
      // A piece typed `ptr` comes as an address or null.
      else if (typeof as === "string") writePart(as, made, offset, (value ?? 0) as number | bigint);
      else if (as !== undefined) unpack(as, value as EngineStruct, made, offset);
    }
  };
  if ("record" in of) {
    let type: RecordClass<RecordView> | null = null;
    return (native) => {
      type ??= of.record();
      const made = alloc(type);
      fill(made, type.size, native);
      return made;
    };
  }
  return (native) => {
    const made = newAggregate(of);
    fill(made, made["~size"](), native);
    return aggregateValue(of, made);
  };
}

/** An aggregate that TypeScript returns, as the native result. */
export function lowerResult(
  value: unknown,
  native: readonly unknown[],
  type: NativeType,
  result: NonNullable<Lowering["result"]>,
  owner: string,
  name: string,
): unknown {
  const made = passAggregate(result, value, owner, name);
  if (result.hidden !== undefined) {
    const address = native[result.hidden] as bigint;
    const { view, base } = windowAt(Number(address));
    copyBytes(view, Number(address) - base, made["~m"], made["~o"], made["~size"]());
    return address;
  }
  if (type === "void") return undefined;
  return typeof type === "string" ? readPart(type, made, 0) : pack(type, made);
}
