import { layoutOf } from "../spec/abi/layout.ts";
import { hasLowering, isSysV, lowerCall, type Passed, type Slot } from "../spec/abi/lowering.ts";
import type { Eightbyte } from "../spec/abi/sysv-x86-64.ts";
import type { TypeTable } from "../spec/abi/type-table.ts";
import { assertNever } from "../spec/assert-never.ts";
import { printType } from "../spec/c-printer.ts";
import type { CType } from "../spec/ctype.ts";
import type { FunctionDeclaration } from "../spec/declaration.ts";
import type { Target } from "../spec/spec.ts";
import type { PassedByValue } from "./inspection.ts";

/** How records and wide scalars travel in a call; empty where there are none. */
export function passedByValue({ type }: FunctionDeclaration, types: TypeTable, target: Target): PassedByValue[] {
  const result = passed(type.result, types);
  const parameters = type.parameters.map((parameter) => passed(parameter.type, types) ?? VOID);
  if (![result, ...parameters].some((one) => one?.kind === "pieces")) return [];
  const lowering = lowerCall(result, parameters, type.variadic, types, target);
  const how = (slots: readonly Slot[], index: number): string => {
    if (hasLowering(target) && !isSysV(target) && lowering.kind === "lowered") return AS_STRUCT;
    if (!hasLowering(target)) return `not at all: c2ts does not know the calling convention of ${target.triple}`;
    return lowering.kind === "refused"
      ? `not at all: '${lowering.type}': ${lowering.reason}`
      : placeOf(slots, index, parameters);
  };
  const slots = lowering.kind === "lowered" ? lowering.slots : [];
  const described = type.parameters.flatMap(({ name, type: its }, index) =>
    parameters[index]?.kind === "pieces"
      ? [{ what: name ?? `parameter ${index + 1}`, ...sized(its, types, target), how: how(slots, index) }]
      : [],
  );
  if (result?.kind !== "pieces") return described;
  return [{ what: "result", ...sized(type.result, types, target), how: resultPlace() }, ...described];

  function resultPlace(): string {
    if (lowering.kind === "refused" || !isSysV(target)) return how([], -1);
    if (lowering.result.kind === "memory") return "in memory that the caller provides";
    return lowering.result.kind === "parts" ? registers(lowering.result.parts) : "nowhere: it is empty";
  }
}

/** Where that is, the engine knows. */
const AS_STRUCT = "as its calling convention says";

/** No parameter has type `void`. */
const VOID: Passed = { kind: "integer" };

function sized(type: CType, types: TypeTable, target: Target): { type: string; size: number | null } {
  return { type: printType(type), size: layoutOf(type, types, target)?.size ?? null };
}

function passed(type: CType, types: TypeTable): Passed | null {
  const resolved = types.resolve(type);
  switch (resolved.kind) {
    case "void":
      return null;
    case "record":
    case "complex":
    case "vector":
      return { kind: "pieces", type, name: printType(type) };
    case "int":
      return resolved.bits === 128 ? { kind: "pieces", type, name: printType(type) } : { kind: "integer" };
    case "float":
      return resolved.bits > 64 ? { kind: "pieces", type, name: printType(type) } : { kind: "float" };
    default:
      return { kind: "integer" };
  }
}

const GENERAL_REGISTERS = 6;

/** Where one argument is. What is left when the general registers are used up is on the stack. */
function placeOf(slots: readonly Slot[], index: number, parameters: readonly Passed[]): string {
  const parts: Eightbyte[] = [];
  let general = 0;
  for (const slot of slots) {
    if (isGeneral(slot, parameters)) general++;
    if (slot.kind === "struct" && slot.index === index) return registers(slot.parts);
    if (slot.kind !== "part" || slot.index !== index) continue;
    if (slot.part.as === "u64" && general > GENERAL_REGISTERS) return "on the stack";
    parts.push(slot.part);
  }
  return parts.length === 0 ? "nowhere: it is empty" : registers(parts);
}

function isGeneral(slot: Slot, parameters: readonly Passed[]): boolean {
  switch (slot.kind) {
    case "result":
    case "zero":
      return true;
    case "part":
      return slot.part.as === "u64";
    case "scalar":
      return parameters[slot.index]?.kind === "integer";
    case "struct":
    case "address":
      return false;
    default:
      return assertNever(slot);
  }
}

/** `in 1 general and 2 SSE registers`. */
function registers(parts: readonly Eightbyte[]): string {
  const general = parts.filter(({ as }) => as === "u64").length;
  const sse = parts.length - general;
  const words = [...(general > 0 ? [`${general} general`] : []), ...(sse > 0 ? [`${sse} SSE`] : [])];
  return `in ${words.join(" and ")} register${parts.length === 1 ? "" : "s"}`;
}
