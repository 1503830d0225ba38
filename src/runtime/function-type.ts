import type { Aggregate } from "./aggregate.ts";
import type { TypeOf } from "./ctype.ts";
import type { NativeType } from "./native-type.ts";
import { type SlotPool, slotPool } from "./slot-pool.ts";

/** Any TypeScript function that can stand for a C one. */
export type AnyFunction = (...args: never[]) => unknown;

/** An aggregate by value: which native parameters hold its pieces, and at which byte of it each piece begins. */
export type Parts = Aggregate & {
  readonly parts: readonly (readonly [parameter: number, offset: number])[];
};

/** How a function type with aggregates by value maps to the native parameters that the ABI gives it. */
export interface Lowering {
  /** One for each TypeScript parameter: the index of its native parameter, or an aggregate in pieces. Native parameters not named are fillers. */
  readonly arguments?: readonly (number | Parts)[];
  /**
   * The result is this aggregate. `hidden` is the index of the native parameter with the address for it (then the native result is `ptr`);
   * without one the native result is its one word, an engine struct of its words, or `void` for a record of no bytes.
   */
  readonly result?: Aggregate & { readonly hidden?: number };
}

/** A C function type as the engine needs it. */
export interface Signature {
  readonly result: NativeType;
  readonly parameters: readonly NativeType[];
  /** `null` if no aggregate travels by value. */
  readonly lowering: Lowering | null;
}

/** The signature of C functions that are `F` in TypeScript; the target of function pointers, `c.pointer(type)`. */
export class FunctionType<F> implements TypeOf<F> {
  declare readonly "~type": F;
  readonly name: string = "function";
  readonly size: number = 0;
  readonly align: number = 1;
  /** What C sees. */
  readonly shape: Signature;
  /** The C function pointers made for this signature. */
  readonly pool: SlotPool;

  constructor(shape: Signature) {
    this.shape = shape;
    this.pool = slotPool(shape);
  }
}

/**
 * Describes a C function type.
 * @param lowering for aggregates by value only.
 */
export function functionType<F extends AnyFunction>(
  result: NativeType,
  parameters: readonly NativeType[],
  lowering: Lowering | null = null,
): FunctionType<F> {
  return new FunctionType<F>({ result, parameters, lowering });
}
