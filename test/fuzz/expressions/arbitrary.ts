import fc from "fast-check";

export const TYPES = [
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
  "int8_t",
  "uint16_t",
  "uint32_t",
  "int64_t",
  "uint64_t",
  "size_t",
  "_Bool",
  "float",
  "double",
  "enum fz_color",
] as const;

const LITERALS = [
  "0",
  "1",
  "2147483647",
  "2147483648",
  "0x80000000",
  "0xffffffffu",
  "65536",
  "255",
  "'a'",
  "'\\xff'",
  "3L",
  "7UL",
  "0xffffffffffffffffULL",
  "9223372036854775807LL",
  "1.5",
  "2.5f",
  "0.1f",
  "1e10",
  "FZ_BLUE",
  "sizeof(short)",
] as const;

export const BINARY = ["+", "-", "*", "/", "%", "&", "|", "^", "==", "!=", "<", ">", "<=", ">=", "&&", "||"] as const;

/**
 * A macro of three parameters over random operators, as the text behind `#define name(a, b, c)`. None negates twice: gcc
 * takes that for the value itself, where C leaves it undefined for the least one.
 */
export const expression: fc.Arbitrary<string> = fc
  .letrec<{ any: string; leaf: string }>((tie) => ({
    leaf: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom("(a)", "(b)", "(c)") },
      { weight: 4, arbitrary: cast(fc.constantFrom("(a)", "(b)", "(c)")) },
      { weight: 3, arbitrary: fc.constantFrom(...LITERALS) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 300 }).map(String) },
    ),
    any: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      tie("leaf"),
      fc.tuple(tie("any"), fc.constantFrom(...BINARY), tie("any")).map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      fc
        .tuple(tie("any"), fc.constantFrom("<<", ">>"), count(tie("any")))
        .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      fc.tuple(fc.constantFrom("-", "~", "!", "+", "!!"), tie("any")).map(([operator, a]) => `(${operator}${a})`),
      fc.tuple(tie("any"), tie("any"), tie("any")).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      cast(tie("any")),
      fc.tuple(tie("any"), tie("any")).map(([a, b]) => `(${a}, ${b})`),
      fc
        .tuple(tie("any"), tie("any"))
        .map(([a, b]) => `({ __typeof__(${a}) _v = ${a}; _v ${b.length % 2 ? "+" : "^"} 3; })`),
      fc.tuple(tie("any")).map(([a]) => `fz_twice(${a})`),
    ),
  }))
  .any.filter((text) => !/-[\s(]*-/.test(text));

function cast(of: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...TYPES), of).map(([type, text]) => `((${type})${text})`);
}

/** Mostly one that C defines. */
function count(of: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    fc.integer({ min: 0, max: 33 }).map(String),
    of.map((text) => `((int)${text} & 15)`),
    of,
  );
}
