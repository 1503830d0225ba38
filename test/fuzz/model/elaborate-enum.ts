import type { Scope } from "./elaborate.ts";
import type { TypeRecipe } from "./recipe.ts";
import type { EnumModel } from "./type.ts";

const two = (n: number): bigint => 1n << BigInt(n);

/** Values around the limits of every width, the plainest first. */
const VALUES: readonly bigint[] = [0n, 1n, 2n, 3n, -1n].concat(
  [7, 8, 15, 16, 31, 32, 53, 62, 63].flatMap((bits) => [two(bits) - 1n, two(bits), -two(bits), -two(bits) - 1n]),
  [two(64) - 1n],
);

export function elaborateEnum(recipe: Extract<TypeRecipe, { kind: "enum" }>, i: number, scope: Scope): EnumModel {
  const wanted = recipe.values.map((pick) => VALUES[pick % VALUES.length] ?? 0n).filter((value) => value >= -two(63));
  // No type holds both.
  const isHuge = wanted.some((value) => value >= two(63));
  const values = isHuge ? wanted.filter((value) => value >= 0n) : wanted;
  const enumerators = (values.length === 0 ? [0n] : values).map((value, n) => ({
    name: scope.name(`E${i}_${n}`, n === 0 ? recipe.naming : 0),
    value,
  }));
  const naming = recipe.naming % 3;
  return {
    declares: "enum",
    tag: naming === 1 ? null : `${scope.prefix}e${i}`,
    typedef: naming === 0 ? null : `${scope.prefix}et${i}`,
    packed: recipe.packed,
    enumerators,
  };
}

/** The integer that gcc and clang make of an enum: psABI 3.1.2, and the smallest one if it is packed. */
export function enumInteger({ packed, enumerators }: EnumModel): { readonly bits: number; readonly signed: boolean } {
  const values = enumerators.map(({ value }) => value);
  const signed = values.some((value) => value < 0n);
  const needed = Math.max(...values.map((value) => bitsOf(value, signed)));
  const widths = packed ? [8, 16, 32, 64] : [32, 64];
  return { bits: widths.find((width) => width >= needed) ?? 64, signed };
}

/** Bits that hold a value, its sign included. */
export function bitsOf(value: bigint, signed: boolean): number {
  const magnitude = (value < 0n ? -value - 1n : value).toString(2);
  return (magnitude === "0" ? 0 : magnitude.length) + (signed ? 1 : 0);
}
