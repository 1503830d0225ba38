import { classify } from "../spec/abi/sysv-x86-64.ts";
import { assertNever } from "../spec/assert-never.ts";
import type { CType, FloatType } from "../spec/ctype.ts";
import type { Context } from "./context.ts";

/** A scalar that the call engine does not know. In memory it is read and written through its descriptor. */
export interface WideScalar {
  /** Name of the descriptor and brand in the runtime's `c`. */
  readonly c: string;
  /** What reading it gives. */
  readonly value: "bigint" | "number" | "Complex";
  /** Whether C passes it in pieces that the engine knows. Others fill a register that the engine cannot. */
  readonly passed: boolean;
  /** Whether JavaScript's numbers cannot hold all of its values, so that reading rounds. */
  readonly rounded: boolean;
}

/** `null` for what is no such scalar: a record, an `int`, a `double`. */
export function wideScalar(type: CType, cx: Context): WideScalar | null {
  const resolved = cx.types.resolve(type);
  if (resolved.kind === "int") {
    const c = resolved.signed ? "int128" : "uint128";
    return resolved.bits === 128 ? { c, value: "bigint", passed: true, rounded: false } : null;
  }
  if (resolved.kind === "float") return plainFloat(resolved) === null ? wideFloat(resolved) : null;
  if (resolved.kind !== "complex") return null;
  const part = cx.types.resolve(resolved.of);
  if (part.kind !== "float") return null;
  const name = plainFloat(part);
  if (name !== null) return { c: `${name}complex`, value: "Complex", passed: true, rounded: false };
  if (part.name !== "long double") return null;
  return { c: "longdoublecomplex", value: "Complex", passed: true, rounded: true };
}

function wideFloat({ name }: FloatType): WideScalar {
  switch (name) {
    case "long double":
      return { c: "longdouble", value: "number", passed: true, rounded: true };
    case "__float128":
      return { c: "float128", value: "number", passed: false, rounded: true };
    case "_Float16":
      return { c: "float16", value: "number", passed: false, rounded: false };
    case "__bf16":
      return { c: "bfloat16", value: "number", passed: false, rounded: false };
    case "float":
    case "double":
      throw new Error(`${name} is a plain float`);
    default:
      return assertNever(name);
  }
}

/** What is a `float` or a `double` to the processor: `long double` is one where it has 64 bits. */
export function plainFloat({ name, bits }: FloatType): "float" | "double" | null {
  if (name === "float" || name === "double") return name;
  return name === "long double" && bits === 64 ? "double" : null;
}

/** What reading a wide scalar gives, as a type. */
export function wideValue({ value }: WideScalar, cx: Context): string {
  return value === "Complex" ? cx.imports.type("Complex") : value;
}

/** What writing one takes. */
export function wideInput(wide: WideScalar, cx: Context): string {
  return wide.value === "bigint" ? "number | bigint" : wideValue(wide, cx);
}

/** Why a vector or a float of an odd width cannot go by value; `null` for any other type. */
export function registerFault(type: CType, cx: Context): string | null {
  if (cx.types.resolve(type).kind !== "vector" && wideScalar(type, cx)?.passed !== false) return null;
  const way = classify(type, cx.types, cx.target);
  return way.kind === "refused" ? way.reason : "it goes in a register that the call engine cannot fill";
}
