import type { Resolved } from "../spec/abi/type-table.ts";
import type { IntType } from "../spec/ctype.ts";
import type { Target } from "../spec/spec.ts";
import type { NumberFact } from "./fact.ts";

/** Types that `_Generic` tells apart. Its number is the place in this list plus one; 0 is any other type. */
export const CLASSES = [
  "_Bool",
  "char",
  "signed char",
  "unsigned char",
  "short",
  "unsigned short",
  "int",
  "unsigned int",
  "long",
  "unsigned long",
  "long long",
  "unsigned long long",
  "float",
  "double",
  "long double",
  "__int128",
  "unsigned __int128",
] as const;

type Class = (typeof CLASSES)[number];

/**
 * The scalar type of a C expression, compared with the spec's; `null` where `_Generic` cannot tell (a pointer, a record,
 * `_Float16`).
 *
 * A bit-field has no such type: its promoted one is something else.
 */
export function scalarFact(what: string, expression: string, type: Resolved, target: Target): NumberFact | null {
  const accepted = classesOf(type, target);
  if (accepted.length === 0) return null;
  // No 32-bit target has these two, and there they are no names of types.
  const known = target.pointerBits === 64 ? CLASSES : CLASSES.slice(0, -2);
  const cases = known.map((name, i) => `${name}: ${i + 1}`);
  return {
    what,
    expression: `_Generic((${expression}), ${cases.join(", ")}, default: ${otherReal(expression)})`,
    compare: (answer) => {
      const name = CLASSES[Number(answer) - 1];
      if (type.kind === "float" && Number(answer) === CLASSES.length + (REAL_BYTES.get(type.name) ?? 0)) return null;
      if (name !== undefined && accepted.includes(name)) return null;
      return { spec: accepted[0] ?? "", compiler: name ?? "none of C's arithmetic types" };
    },
  };
}

/** C's own floating types, in bytes. */
const REAL_BYTES: ReadonlyMap<string, number> = new Map([
  ["float", 4],
  ["double", 8],
  ["long double", 16],
]);

/**
 * gcc has types of their own for `_Float32`, `_Float64`, `_Float32x` and `_Float64x`, with the formats of C's others; to clang they are
 * typedefs of those. Real types that are none of the classes (gcc's and clang's number for such is 8) answer with their size.
 */
function otherReal(expression: string): string {
  return `(__builtin_classify_type(${expression}) == 8) * (${CLASSES.length} + sizeof(${expression}))`;
}

/** What the compiler may say, the spec's own word first. */
function classesOf(type: Resolved, target: Target): readonly Class[] {
  switch (type.kind) {
    case "bool":
      return ["_Bool"];
    case "float":
      return CLASSES.filter((name) => name === type.name);
    case "int":
      return integerClasses(type, target);
    case "enum":
      return type.enum.underlying === null ? [] : integerClasses(type.enum.underlying, target);
    default:
      return [];
  }
}

/** `wchar_t` and its kin are typedefs of some integer type of their width and sign. */
function integerClasses({ name, bits, signed }: IntType, target: Target): readonly Class[] {
  const same = CLASSES.filter((known) => known === name);
  if (same.length > 0) return same;
  const sized: readonly (readonly [Class, number, boolean])[] = [
    ["signed char", 8, true],
    ["unsigned char", 8, false],
    ["char", 8, target.charSigned],
    ["short", 16, true],
    ["unsigned short", 16, false],
    ["int", 32, true],
    ["unsigned int", 32, false],
    ["long", target.longBits, true],
    ["unsigned long", target.longBits, false],
    ["long long", 64, true],
    ["unsigned long long", 64, false],
  ];
  return sized.filter(([, its, sign]) => its === bits && sign === signed).map(([known]) => known);
}
