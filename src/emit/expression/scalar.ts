import { printType } from "../../spec/c-printer.ts";
import type { CType, FloatType, PointerType } from "../../spec/ctype.ts";
import type { Context } from "../context.ts";
import type { Range } from "./code.ts";
import { Refused } from "./refused.ts";

/** What a value of C is in the code that a macro becomes. */
export type Scalar =
  | IntegerScalar
  /** `float` and `double`: a `number`. */
  | { readonly kind: "float"; readonly name: "float" | "double" }
  | { readonly kind: "pointer"; readonly pointer: PointerType }
  | { readonly kind: "void" }
  | { readonly kind: "record" };

/** A `number` of at most 32 bits, or a `bigint` of 64. `_Bool` is the number 0 or 1. */
export interface IntegerScalar {
  readonly kind: "integer";
  readonly bits: 1 | 8 | 16 | 32 | 64;
  readonly signed: boolean;
}

/** @throws Refused for a type that no expression is computed with. */
export function scalarOf(type: CType, cx: Context): Scalar {
  const resolved = cx.types.resolve(type);
  switch (resolved.kind) {
    case "bool":
      return { kind: "integer", bits: 1, signed: false };
    case "int":
      if (resolved.bits !== 128) return { kind: "integer", bits: resolved.bits, signed: resolved.signed };
      break;
    case "enum": {
      const { underlying } = resolved.enum;
      if (underlying !== null && underlying.bits !== 128) {
        return { kind: "integer", bits: underlying.bits, signed: underlying.signed };
      }
      break;
    }
    case "float":
      if (isFloat(resolved)) return { kind: "float", name: resolved.name };
      break;
    case "pointer":
      return { kind: "pointer", pointer: resolved };
    case "void":
    case "record":
      return { kind: resolved.kind };
  }
  throw new Refused(`it computes with '${printType(type)}'`);
}

function isFloat(type: FloatType): type is FloatType & { readonly name: "float" | "double" } {
  return type.name === "float" || type.name === "double";
}

/** @throws Refused for anything but an integer. */
export function integerScalar(type: CType, cx: Context): IntegerScalar {
  const scalar = scalarOf(type, cx);
  if (scalar.kind === "integer") return scalar;
  throw new Refused(`it takes '${printType(type)}' for an integer`);
}

/** The values that an integer type has. */
export function rangeOf({ bits, signed }: IntegerScalar): Range {
  const width = BigInt(bits);
  return signed ? [-(2n ** (width - 1n)), 2n ** (width - 1n) - 1n] : [0n, 2n ** width - 1n];
}

export function isBig({ bits }: IntegerScalar): boolean {
  return bits === 64;
}
