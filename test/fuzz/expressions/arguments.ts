import { addressOf } from "c2ts-runtime";
import fc from "fast-check";
import type { TypeTable } from "../../../src/spec/abi/type-table.ts";
import { printType } from "../../../src/spec/c-printer.ts";
import type { CType } from "../../../src/spec/ctype.ts";
import type { MacroParameter } from "../../../src/spec/macro-meaning.ts";

/** A value as TypeScript gives it and as C has it. */
export interface Argument {
  readonly value: number | bigint;
  readonly c: string;
  /** Memory that `value` is the address of. */
  readonly holds?: Uint8Array;
}

/** Bytes behind a pointer. */
const MEMORY = 256;

const INTERESTING = [0n, 1n, 2n, 3n, 7n, 31n, 32n, 63n, 100n, 127n, 128n, 255n, 256n, 32767n, 32768n, 65535n, 65536n];
const LARGE = [31n, 32n, 53n, 62n, 63n].flatMap((n) => [2n ** n - 1n, 2n ** n, 2n ** n + 1n]);
const DOUBLES = [
  0,
  -0,
  0.5,
  -0.5,
  1,
  -1,
  2.5,
  1e10,
  -1e10,
  4294967296.5,
  0.1,
  1e300,
  5e-324,
  Number.NaN,
  Number.POSITIVE_INFINITY,
];

function integers(bits: number, signed: boolean): fc.Arbitrary<bigint> {
  const [low, high] = signed ? [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n] : [0n, 2n ** BigInt(bits) - 1n];
  const some = [...INTERESTING, ...LARGE, low, high].flatMap((n) => [n, -n]).filter((n) => n >= low && n <= high);
  return fc.oneof(fc.constantFrom(...some), fc.bigInt({ min: low, max: high }));
}

function integerArgument(value: bigint, bits: number): Argument {
  const suffix = value >= 2n ** 63n ? "ULL" : "LL";
  const text = value === -(2n ** 63n) ? "(-9223372036854775807LL - 1)" : `(${value}${suffix})`;
  return { value: bits === 64 && !Number.isSafeInteger(Number(value)) ? value : Number(value), c: text };
}

/** Values that a parameter takes, and the C type that has them all. */
export function given(
  parameter: MacroParameter,
  types: TypeTable,
): { readonly type: string; readonly values: fc.Arbitrary<Argument> } {
  const type = resolved(parameter.type, types);
  if (type.kind === "void") return { type: "int", values: fc.constant({ value: 1, c: "1" }) };
  if (type.kind === "float")
    return { type: type.name, values: fc.constantFrom(...DOUBLES).map((value) => ({ value, c: doubleText(value) })) };
  if (type.kind === "pointer") return { type: printType(parameter.type), values: memory };
  if (type.kind !== "int") throw new Error(`no values of ${type.kind}`);
  if (parameter.modular)
    return { type: "long long", values: integers(64, true).map((value) => integerArgument(value, 64)) };
  return {
    type: type.name,
    values: integers(type.bits, type.signed).map((value) => integerArgument(value, type.bits)),
  };
}

/** Bytes that any pointer may point to. The address is good as long as somebody holds the bytes. */
const memory: fc.Arbitrary<Argument> = fc.uint8Array({ minLength: MEMORY, maxLength: MEMORY }).map((bytes) => {
  const text = [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
  return { value: addressOf(bytes), c: `(void *)"${text}"`, holds: bytes };
});

export function resolved(type: CType, types: TypeTable): CType {
  const found = types.resolve(type);
  if (found.kind === "enum") return found.enum.underlying ?? { kind: "void" };
  if (found.kind === "record" || found.kind === "unknown") throw new Error(found.kind);
  return found;
}

function doubleText(value: number): string {
  if (Number.isNaN(value)) return '__builtin_nan("")';
  if (!Number.isFinite(value)) return "__builtin_inf()";
  return Object.is(value, -0) ? "-0.0" : `${value}${Number.isInteger(value) && Math.abs(value) < 1e20 ? ".0" : ""}`;
}
