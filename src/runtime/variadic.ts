import { outOfRange, wrongType } from "./argument-error.ts";
import type { ArrayOf } from "./c-array.ts";
import { Callback } from "./callback.ts";
import { i64, u64 } from "./check-number.ts";
import { ptr } from "./check-pointer.ts";
import { checkText } from "./check-text.ts";
import { type EngineFunction, engineType, type NativeArgument } from "./engine.ts";
import type { NativeResult, NativeScalar, NativeType } from "./native-type.ts";
import type { Owned } from "./owned.ts";
import type { RecordView } from "./record.ts";
import type { RefTo } from "./ref.ts";
import { Tagged } from "./tagged.ts";

/**
 * An argument of `...`. C does not say what it takes there, so only what is the same for every reading goes untagged: text, pointers,
 * memory, and integers (passed with 64 bits). Anything else is tagged with its C type: `c.double(1)`.
 */
export type VarArg =
  | string
  | bigint
  | number
  | null
  | Tagged
  | Owned<unknown>
  | RecordView
  | RefTo<unknown>
  | ArrayOf<unknown>
  | ArrayBufferView;

/** A bound variadic function: the checked arguments of the prototype, and what follows. */
export type NativeVariadic<R extends NativeType> = (
  fixed: readonly NativeArgument[],
  rest: readonly VarArg[],
) => NativeResult<R>;

/** What the engine takes in one call: one for each declared argument, two for each that follows. With more it writes past its own memory. */
const MOST = 64;

/** Makes a {@link NativeVariadic} of a function that the engine bound with `...`. */
export function variadic<R extends NativeType>(bound: EngineFunction, symbol: string): NativeVariadic<R> {
  return (fixed, rest) => {
    const most = Math.floor((MOST - fixed.length) / 2);
    if (rest.length > most)
      throw new RangeError(
        `${symbol}: the call engine takes ${most} arguments after the declared ones, got ${rest.length}`,
      );
    const all: unknown[] = [...fixed];
    rest.forEach((value, i) => {
      const { native, argument } = tag(value, symbol, `argument ${fixed.length + i + 1}`);
      all.push(engineType(native), argument);
    });
    // The engine returns what the result type says.
    return bound(...all) as NativeResult<R>;
  };
}

const AS_FUNCTION = " (write c.pointer(T)(callback), where T is that type)";

function tag(value: VarArg, fn: string, parameter: string): { native: NativeScalar; argument: NativeArgument } {
  if (value instanceof Tagged) return value;
  switch (typeof value) {
    case "string":
      return { native: "str", argument: checkText(value, fn, parameter) };
    case "bigint":
      return value < 0n
        ? { native: "i64", argument: i64(value, fn, parameter) }
        : { native: "u64", argument: u64(value, fn, parameter) };
    case "number":
      return { native: "i64", argument: integer(value, fn, parameter) };
    case "function":
      throw wrongType(fn, parameter, "a pointer: C keeps the function, so make a Callback", value, AS_FUNCTION);
    case "object":
      if (value instanceof Callback)
        throw wrongType(fn, parameter, "tagged with the type of its function", value, AS_FUNCTION);
      return { native: "ptr", argument: ptr(value, fn, parameter) };
    default:
      throw wrongType(
        fn,
        parameter,
        "a string, integer, pointer, memory, null or a tagged value such as c.double(x)",
        value,
      );
  }
}

function integer(value: number, fn: string, parameter: string): number {
  if (Number.isSafeInteger(value)) return value;
  if (Number.isInteger(value)) throw outOfRange(fn, parameter, "a safe integer (beyond 2^53 give a bigint)", value);
  throw new TypeError(
    `${fn}: ${parameter} is ${value}: C must be told the type of a number with a fraction: write c.double(${value})`,
  );
}
