import type { CType, IntName } from "../spec/ctype.ts";
import type { TypedefDeclaration } from "../spec/declaration.ts";
import type { Target } from "../spec/spec.ts";
import { SnippetError } from "./snippet-error.ts";

/** Integers by the words that C has for them, `int` and `signed` left out where they say nothing. */
const INTEGERS: { readonly [words: string]: IntName } = {
  char: "char",
  "char signed": "signed char",
  "char unsigned": "unsigned char",
  short: "short",
  "short unsigned": "unsigned short",
  int: "int",
  "": "int",
  unsigned: "unsigned int",
  long: "long",
  "long unsigned": "unsigned long",
  "long long": "long long",
  "long long unsigned": "unsigned long long",
};

/** Typedefs of C's own headers that are integers: bits, 0 for those of a pointer, and sign. */
const TYPEDEFS: { readonly [name: string]: readonly [bits: number, signed: boolean] } = {
  int8_t: [8, true],
  int16_t: [16, true],
  int32_t: [32, true],
  int64_t: [64, true],
  uint8_t: [8, false],
  uint16_t: [16, false],
  uint32_t: [32, false],
  uint64_t: [64, false],
  intptr_t: [0, true],
  uintptr_t: [0, false],
  size_t: [0, false],
  ssize_t: [0, true],
  ptrdiff_t: [0, true],
};

const QUALIFIERS: ReadonlySet<string> = new Set(["const", "volatile", "restrict"]);

/** What a spelling of a type means. */
export interface InlineType {
  readonly type: CType;
  /** What it refers to. */
  readonly typedefs: readonly TypedefDeclaration[];
}

/**
 * The type that a spelling names: a scalar, or a pointer to anything.
 * @throws SnippetError for another, whose layout only its header knows.
 */
export function inlineType(spelling: string, target: Target): InlineType {
  const star = spelling.lastIndexOf("*");
  if (/[^\w\s*]/.test(spelling)) throw unknown(spelling);
  const words = spelling
    .slice(star + 1)
    .split(/\s+/)
    .filter((word) => word !== "");
  const own = words.filter((word) => !QUALIFIERS.has(word));
  if (star < 0) return qualified(scalar(own, spelling, target), words);
  if (own.length > 0) throw unknown(spelling);
  const to = pointee(spelling.slice(0, star), target);
  return qualified({ type: { kind: "pointer", to: to.type, nullability: null }, typedefs: to.typedefs }, words);
}

/** Of what is not known here no more is said than that it is there: as of `void`. */
function pointee(spelling: string, target: Target): InlineType {
  if (spelling.includes("*")) return inlineType(spelling, target);
  const words = spelling.split(/\s+/).filter((word) => word !== "");
  const own = words.filter((word) => !QUALIFIERS.has(word));
  if (own.length === 0) throw unknown(`${spelling}*`);
  const known = isScalar(own) ? scalar(own, spelling, target) : { type: { kind: "void" } as const, typedefs: [] };
  return qualified(known, words);
}

function qualified({ type, typedefs }: InlineType, words: readonly string[]): InlineType {
  const [isConst, isVolatile, isRestrict] = ["const", "volatile", "restrict"].map((one) => words.includes(one));
  if (!isConst && !isVolatile && !isRestrict) return { type, typedefs };
  const flags = { const: isConst === true, volatile: isVolatile === true, restrict: isRestrict === true };
  return { type: { kind: "qualified", ...flags, of: type }, typedefs };
}

function isScalar(words: readonly string[]): boolean {
  const [word = ""] = words;
  if (words.length === 0) return false;
  if (words.length === 1 && /^(?:bool|_Bool|float|double)$/.test(word)) return true;
  if (words.length === 1 && Object.hasOwn(TYPEDEFS, word)) return true;
  return (
    Object.hasOwn(INTEGERS, integerWords(words)) &&
    words.every((one) => /^(?:char|short|int|long|(?:un)?signed)$/.test(one))
  );
}

function scalar(words: readonly string[], spelling: string, target: Target): InlineType {
  const [word = ""] = words;
  if (words.length === 1 && word === "void") return { type: { kind: "void" }, typedefs: [] };
  if (!isScalar(words)) throw unknown(spelling);
  if (word === "bool" || word === "_Bool") return { type: { kind: "bool" }, typedefs: [] };
  if (word === "float" || word === "double")
    return { type: { kind: "float", name: word, bits: word === "float" ? 32 : 64 }, typedefs: [] };
  const typedef = TYPEDEFS[word];
  if (typedef === undefined) return { type: integer(INTEGERS[integerWords(words)] ?? "int", target), typedefs: [] };
  const [bits, signed] = typedef;
  const name = nameOfBits(bits === 0 ? target.pointerBits : bits, target);
  const of =
    name === "char" ? (signed ? "signed char" : "unsigned char") : signed ? name : (`unsigned ${name}` as const);
  const type = integer(of, target);
  const nothing = { doc: null, deprecated: null, unavailable: null, align: null };
  const location = { file: "inline.c", line: 1, column: 1 };
  return {
    type: { kind: "ref", id: word },
    typedefs: [{ kind: "typedef", id: word, name: word, type, location, ...nothing }],
  };
}

function integerWords(words: readonly string[]): string {
  const isOther = words.some((word) => word !== "int" && word !== "signed");
  const kept = words.filter((word) => !(word === "signed" && !words.includes("char")) && !(word === "int" && isOther));
  return kept.sort().join(" ");
}

function nameOfBits(bits: number, target: Target): "char" | "short" | "int" | "long" | "long long" {
  if (bits === 8) return "char";
  if (bits === 16) return "short";
  if (bits === 32) return "int";
  return target.longBits === 64 ? "long" : "long long";
}

function integer(name: IntName, target: Target): CType {
  const bits = bitsOf(name, target);
  return { kind: "int", name, bits, signed: name === "char" ? target.charSigned : !name.startsWith("unsigned") };
}

function bitsOf(name: IntName, target: Target): 8 | 16 | 32 | 64 {
  if (name.includes("char")) return 8;
  if (name.includes("short")) return 16;
  if (name.includes("long long")) return 64;
  return name.includes("long") ? target.longBits : 32;
}

function unknown(spelling: string): SnippetError {
  return new SnippetError(
    `'${spelling.trim()}' is no type that inline() knows: it takes C's integers, float, double, bool, those of <stdint.h> and <stddef.h>, and pointers. Others are known to c\`…\`, which reads headers`,
  );
}
