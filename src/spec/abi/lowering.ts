import type { RecordDeclaration } from "../declaration.ts";
import type { Target } from "../spec.ts";
import { classifyRecord, type Eightbyte } from "./sysv-x86-64.ts";
import type { TypeTable } from "./type-table.ts";

/** A C argument or result as far as a calling convention looks at it. */
export type Passed =
  | { readonly kind: "integer" }
  | { readonly kind: "float" }
  | { readonly kind: "record"; readonly record: RecordDeclaration };

/** One argument that the call engine gets, in its order. */
export type Slot =
  /** The C argument itself, a scalar. */
  | { readonly kind: "scalar"; readonly index: number }
  /** Bytes of a by-value record. */
  | { readonly kind: "part"; readonly index: number; readonly part: Eightbyte }
  /** A by-value record in registers, two floats to one of them: only a struct of the engine can say that. */
  | { readonly kind: "struct"; readonly index: number; readonly parts: readonly Eightbyte[] }
  /** The address that a result of class MEMORY is written to. */
  | { readonly kind: "result" }
  /** An integer that nobody reads: fills a register, or aligns the stack. */
  | { readonly kind: "zero" };

export type LoweredResult =
  | { readonly kind: "plain" }
  /** In memory that the caller provides, through the `result` slot. */
  | { readonly kind: "memory" }
  | { readonly kind: "parts"; readonly parts: readonly Eightbyte[] };

export type Lowering =
  | { readonly kind: "lowered"; readonly slots: readonly Slot[]; readonly result: LoweredResult }
  | { readonly kind: "refused"; readonly record: RecordDeclaration; readonly reason: string };

const GENERAL_REGISTERS = 6;
const SSE_REGISTERS = 8;
/** koffi's limit is 64 parameters. */
const MAX_SLOTS = 64;

/** Whether by-value records have a proven lowering on this target. */
export function hasLowering(target: Target): boolean {
  return (
    target.triple.startsWith("x86_64") &&
    target.pointerBits === 64 &&
    !/windows|msvc|mingw|cygwin|x32/.test(target.triple)
  );
}

/**
 * Turns a call with by-value records into one of scalars: psABI 3.2.3, "Passing".
 *
 * What goes in registers comes first. What C puts on the stack follows as 64-bit words, after enough zeros to use up
 * the general registers, so that the engine has nowhere else to put the words.
 */
export function lowerCall(
  result: Passed | null,
  parameters: readonly Passed[],
  variadic: boolean,
  types: TypeTable,
  target: Target,
): Lowering {
  const assigner = new Assigner(types, target);
  const lowered = assigner.result(result);
  if (lowered.kind === "refused") return lowered;
  for (const [index, parameter] of parameters.entries()) {
    const refused = assigner.argument(parameter, index);
    if (refused !== null) return refused;
  }
  const slots = assigner.slots();
  const record = [result, ...parameters].find((passed) => passed?.kind === "record")?.record;
  if (record !== undefined) {
    if (slots.length > MAX_SLOTS) return { kind: "refused", record, reason: "it takes too many stack words" };
    if (variadic && assigner.usesStack) {
      return { kind: "refused", record, reason: "it is on the stack before variadic arguments" };
    }
  }
  return { kind: "lowered", slots, result: lowered };
}

/** Hands out registers in argument order, and the stack when they are gone. */
class Assigner {
  readonly #types: TypeTable;
  readonly #target: Target;
  readonly #inRegisters: Slot[] = [];
  readonly #onStack: Slot[] = [];
  #general = GENERAL_REGISTERS;
  #sse = SSE_REGISTERS;
  #recordOnStack = false;

  constructor(types: TypeTable, target: Target) {
    this.#types = types;
    this.#target = target;
  }

  get usesStack(): boolean {
    return this.#recordOnStack;
  }

  result(result: Passed | null): LoweredResult | Extract<Lowering, { kind: "refused" }> {
    if (result?.kind !== "record") return { kind: "plain" };
    const { record } = result;
    const way = classifyRecord(record, this.#types, this.#target);
    if (way.kind === "refused") return { kind: "refused", record, reason: way.reason };
    if (way.kind === "registers") return { kind: "parts", parts: way.eightbytes };
    if (isX87(record, this.#types)) return { kind: "refused", record, reason: "it returns on the x87 stack" };
    this.#general -= 1;
    this.#inRegisters.push({ kind: "result" });
    return { kind: "memory" };
  }

  argument(passed: Passed, index: number): Extract<Lowering, { kind: "refused" }> | null {
    if (passed.kind === "integer" || passed.kind === "float") {
      this.#scalar(passed.kind, index);
      return null;
    }
    const { record } = passed;
    const way = classifyRecord(record, this.#types, this.#target);
    if (way.kind === "refused") return { kind: "refused", record, reason: way.reason };
    if (way.kind === "registers" && this.#takeRegisters(way.eightbytes)) {
      if (way.eightbytes.some(({ as }) => as === "f32x2")) {
        this.#inRegisters.push({ kind: "struct", index, parts: way.eightbytes });
      } else {
        for (const part of way.eightbytes) this.#inRegisters.push({ kind: "part", index, part });
      }
    } else {
      this.#spill(record, index);
    }
    return null;
  }

  slots(): readonly Slot[] {
    if (!this.#recordOnStack) return [...this.#inRegisters, ...this.#onStack];
    const fill = Array.from({ length: this.#general }, (): Slot => ({ kind: "zero" }));
    return [...this.#inRegisters, ...fill, ...this.#onStack];
  }

  #scalar(kind: "integer" | "float", index: number): void {
    const slot: Slot = { kind: "scalar", index };
    const free = kind === "integer" ? this.#general : this.#sse;
    if (free === 0) {
      this.#onStack.push(slot);
      return;
    }
    if (kind === "integer") this.#general -= 1;
    else this.#sse -= 1;
    this.#inRegisters.push(slot);
  }

  /** All of a record's eightbytes go in registers, or none. */
  #takeRegisters(parts: readonly Eightbyte[]): boolean {
    const general = parts.filter((part) => part.as === "u64").length;
    const sse = parts.length - general;
    if (general > this.#general || sse > this.#sse) return false;
    this.#general -= general;
    this.#sse -= sse;
    return true;
  }

  #spill(record: RecordDeclaration, index: number): void {
    const { size, align } = record.layout ?? { size: 0, align: 1 };
    this.#recordOnStack = true;
    if (align === 16 && this.#onStack.length % 2 === 1) this.#onStack.push({ kind: "zero" });
    for (let offset = 0; offset < size; offset += 8) {
      const part: Eightbyte = { as: "u64", offset, bytes: Math.min(8, size - offset) };
      this.#onStack.push({ kind: "part", index, part });
    }
  }
}

/** Engine tokens of the words that a record travels as. */
export function partTokens(parts: readonly Eightbyte[]): readonly string[] {
  return parts.flatMap(({ as }) => (as === "f32x2" ? ["f32", "f32"] : [as]));
}

/** A record of one `long double` comes back in st(0); one with more than that is over 16 bytes, so in memory. */
function isX87(record: RecordDeclaration, types: TypeTable): boolean {
  if ((record.layout?.size ?? 0) > 16) return false;
  return (record.layout?.fields ?? []).some((field) => {
    const type = types.resolve(field.type);
    if (type.kind === "array") return types.resolve(type.of).kind === "float";
    if (type.kind === "record") return isX87(type.record, types);
    return type.kind === "float" && type.name === "long double";
  });
}
