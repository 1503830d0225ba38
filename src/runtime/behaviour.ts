import { INCOMING, OUTGOING, zero } from "./callback-value.ts";
import type { Signature } from "./function-type.ts";
import { lowerResult, raiseArguments } from "./lowered-callback.ts";
import type { NativeType } from "./native-type.ts";
import type { Behaviour } from "./trampoline.ts";

/** What the trampolines of a signature do with arguments and results. */
export function behaviourOf({ result, parameters, lowering }: Signature): Behaviour {
  const incoming = parameters.map((type) => (typeof type === "string" ? INCOMING[type] : null));
  const scalar = typeof result === "string" ? result : "void";
  const outgoing = OUTGOING[scalar];
  const check: Behaviour["check"] = (value, owner, name) => outgoing(value as never, owner, name);
  const none = typeof result === "string" ? zero(result) : zeroStruct(result);
  if (lowering === null) return { incoming, int: result === "i32", check, lowered: null, zero: none };
  const plan = lowering.arguments ?? parameters.map((_, i) => i);
  const raise = raiseArguments(parameters, plan);
  const lowered: Behaviour["lowered"] = (fn, native, slot) => {
    const value = fn(...raise.map((argument) => argument(native)));
    if (lowering.result === undefined) return check(value, slot.owner, slot.resultName);
    return lowerResult(value, native, result, lowering.result, slot.owner, slot.resultName);
  };
  return { incoming, int: false, check, lowered, zero: none };
}

function zeroStruct(types: readonly NativeType[]): unknown {
  const words = types.map((type, i) => [`w${i}`, typeof type === "string" ? zero(type) : zeroStruct(type)] as const);
  return Object.fromEntries(words);
}
