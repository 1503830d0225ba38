import type { IntType } from "../ctype.ts";
import type { Target } from "../spec.ts";

/** What clang makes of an enum that is not packed and has no type given (C17 6.7.2.2p4). MSVC's are always `int`. */
export function enumInteger(values: readonly bigint[], { triple, longBits }: Target): IntType {
  const isMsvc = /windows(-msvc)?$/.test(triple);
  const signed = isMsvc || values.some((value) => value < 0n);
  const asInt = signed ? BigInt.asIntN : BigInt.asUintN;
  if (isMsvc || values.every((value) => asInt(32, value) === value)) {
    return { kind: "int", name: signed ? "int" : "unsigned int", bits: 32, signed };
  }
  const name = longBits === 64 ? "long" : "long long";
  return { kind: "int", name: signed ? name : `unsigned ${name}`, bits: 64, signed };
}
