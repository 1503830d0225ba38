import type { CType } from "../ctype.ts";
import type { Target } from "../spec.ts";
import { engineStruct, takesStructs } from "./engine-struct.ts";
import { naturalLayout } from "./layout.ts";
import { classify, type Eightbyte } from "./sysv-x86-64.ts";
import type { TypeTable } from "./type-table.ts";

/** A C argument or result as far as a calling convention looks at it. */
export type Passed =
  | { readonly kind: "integer" }
  | { readonly kind: "float" }
  /** What is no one scalar to the engine: a record, `__int128`, `_Complex`, `long double`. `name` is what reports call it. */
  | { readonly kind: "pieces"; readonly type: CType; readonly name: string };

/** One argument that the call engine gets, in its order. */
export type Slot =
  /** The C argument itself, a scalar. */
  | { readonly kind: "scalar"; readonly index: number }
  /** Bytes of a by-value aggregate. */
  | { readonly kind: "part"; readonly index: number; readonly part: Eightbyte }
  /** A by-value aggregate that only a struct of the engine can say: two floats in one register, or another convention. */
  | { readonly kind: "struct"; readonly index: number; readonly parts: readonly Eightbyte[] }
  /** The address of a by-value aggregate, for a wrapper that a C compiler has made. */
  | { readonly kind: "address"; readonly index: number }
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
  /** `type` is the name of the one that cannot be passed. */
  | { readonly kind: "refused"; readonly type: string; readonly reason: string };

type Refused = Extract<Lowering, { kind: "refused" }>;
type Pieces = Extract<Passed, { kind: "pieces" }>;

const GENERAL_REGISTERS = 6;
const SSE_REGISTERS = 8;
/** The call engine takes no more parameters. */
export const MAX_SLOTS = 64;

/** Whether by-value aggregates have a lowering on this target. */
export function hasLowering(target: Target): boolean {
  return isSysV(target) || takesStructs(target);
}

/** The System V psABI for x86-64, whose registers are filled by scalars here. */
export function isSysV({ triple, pointerBits }: Target): boolean {
  return triple.startsWith("x86_64") && pointerBits === 64 && !/windows|msvc|mingw|cygwin|x32/.test(triple);
}

/**
 * Turns a call with by-value aggregates into one of scalars: psABI 3.2.3, "Passing".
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
  if (!isSysV(target)) return lowerToStructs(result, parameters, variadic, types, target);
  const assigner = new Assigner(types, target);
  const lowered = assigner.result(result);
  if (lowered.kind === "refused") return lowered;
  for (const [index, parameter] of parameters.entries()) {
    const refused = assigner.argument(parameter, index);
    if (refused !== null) return refused;
  }
  const slots = assigner.slots();
  const pieces = [result, ...parameters].find((passed) => passed?.kind === "pieces");
  if (pieces?.kind === "pieces") {
    const type = pieces.name;
    if (slots.length > MAX_SLOTS) return { kind: "refused", type, reason: "it takes too many stack words" };
    if (variadic && assigner.usesStack) {
      return { kind: "refused", type, reason: "it is on the stack before variadic arguments" };
    }
  }
  return { kind: "lowered", slots, result: lowered };
}

/** A call in which the engine knows the convention, and is told what the aggregates are made of. */
function lowerToStructs(
  result: Passed | null,
  parameters: readonly Passed[],
  variadic: boolean,
  types: TypeTable,
  target: Target,
): Lowering {
  const slots: Slot[] = [];
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.kind !== "pieces") slots.push({ kind: "scalar", index });
    else {
      const made = engineStruct(parameter.type, types, target);
      if (made.kind === "refused") return { kind: "refused", type: parameter.name, reason: made.reason };
      if (variadic) return { kind: "refused", type: parameter.name, reason: "it comes before variadic arguments" };
      slots.push({ kind: "struct", index, parts: made.parts });
    }
  }
  if (result?.kind !== "pieces") return { kind: "lowered", slots, result: { kind: "plain" } };
  const made = engineStruct(result.type, types, target);
  if (made.kind === "refused") return { kind: "refused", type: result.name, reason: made.reason };
  return { kind: "lowered", slots, result: { kind: "parts", parts: made.parts } };
}

/** A call of a wrapper in C, which takes by address what C takes by value, the place of the result first. */
export function lowerToAddresses(result: Passed | null, parameters: readonly Passed[]): Lowering {
  const isPlain = result?.kind !== "pieces";
  const place: readonly Slot[] = isPlain ? [] : [{ kind: "result" }];
  const given = parameters.map(({ kind }, index): Slot => ({ kind: kind === "pieces" ? "address" : "scalar", index }));
  return { kind: "lowered", slots: [...place, ...given], result: { kind: isPlain ? "plain" : "memory" } };
}

/** Hands out registers in argument order, and the stack when they are gone. */
class Assigner {
  readonly #types: TypeTable;
  readonly #target: Target;
  readonly #inRegisters: Slot[] = [];
  readonly #onStack: Slot[] = [];
  #general = GENERAL_REGISTERS;
  #sse = SSE_REGISTERS;
  #aggregateOnStack = false;

  constructor(types: TypeTable, target: Target) {
    this.#types = types;
    this.#target = target;
  }

  get usesStack(): boolean {
    return this.#aggregateOnStack;
  }

  result(result: Passed | null): LoweredResult | Refused {
    if (result?.kind !== "pieces") return { kind: "plain" };
    const way = classify(result.type, this.#types, this.#target);
    if (way.kind === "refused") return { kind: "refused", type: result.name, reason: way.reason };
    if (way.kind === "registers") {
      return way.eightbytes.length === 0 ? { kind: "plain" } : { kind: "parts", parts: way.eightbytes };
    }
    if (way.x87) return { kind: "refused", type: result.name, reason: "it returns on the x87 stack" };
    this.#general -= 1;
    this.#inRegisters.push({ kind: "result" });
    return { kind: "memory" };
  }

  argument(passed: Passed, index: number): Refused | null {
    if (passed.kind === "integer" || passed.kind === "float") {
      this.#scalar(passed.kind, index);
      return null;
    }
    const way = classify(passed.type, this.#types, this.#target);
    if (way.kind === "refused") return { kind: "refused", type: passed.name, reason: way.reason };
    if (way.kind === "registers" && this.#takeRegisters(way.eightbytes)) {
      if (way.eightbytes.some(({ as }) => as === "f32x2")) {
        this.#inRegisters.push({ kind: "struct", index, parts: way.eightbytes });
      } else {
        for (const part of way.eightbytes) this.#inRegisters.push({ kind: "part", index, part });
      }
      return null;
    }
    return this.#spill(passed, index);
  }

  slots(): readonly Slot[] {
    if (!this.#aggregateOnStack) return [...this.#inRegisters, ...this.#onStack];
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

  /** All of an aggregate's eightbytes go in registers, or none. */
  #takeRegisters(parts: readonly Eightbyte[]): boolean {
    const general = parts.filter((part) => part.as === "u64").length;
    const sse = parts.length - general;
    if (general > this.#general || sse > this.#sse) return false;
    this.#general -= general;
    this.#sse -= sse;
    return true;
  }

  #spill({ type, name }: Pieces, index: number): Refused | null {
    const layout = naturalLayout(type, this.#types, this.#target);
    const { size, align } = layout ?? { size: 0, align: 1 };
    // The engine aligns the stack to 16 bytes and no more.
    if (align > 16) return { kind: "refused", type: name, reason: `it is aligned to ${align} bytes` };
    this.#aggregateOnStack = true;
    if (align === 16 && this.#onStack.length % 2 === 1) this.#onStack.push({ kind: "zero" });
    for (let offset = 0; offset < size; offset += 8) {
      const part: Eightbyte = { as: "u64", offset, bytes: Math.min(8, size - offset) };
      this.#onStack.push({ kind: "part", index, part });
    }
    return null;
  }
}

/** Engine tokens of the words that an aggregate travels as. */
export function partTokens(parts: readonly Eightbyte[]): readonly string[] {
  return parts.flatMap(({ as }) => (as === "f32x2" ? ["f32", "f32"] : [as]));
}
