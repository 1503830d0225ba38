import type { CType } from "../spec/ctype.ts";
import type { ConstantValue } from "../spec/declaration.ts";
import type { Probed } from "./read-probe.ts";

/**
 * A literal whose value its text tells, whatever the target and the version of C: of the commonest sorts, with nothing
 * around it but a sign and parentheses.
 */
export interface Literal {
  /** Literals of one sort have one type, but for the length of strings. */
  readonly sort: string;
  readonly value: ConstantValue;
}

const INTEGER =
  /^(?<open>[( ]*)(?<sign>-?)(?<inner>[( ]*)(?<digits>0[xX][\da-fA-F]+|0[0-7]*|[1-9]\d*)(?<suffix>\w*)(?<close>[) ]*)$/;
const SUFFIX = /^(?:[uU]?(?:ll|LL|[lL])?|(?:ll|LL|[lL])[uU])$/;
const CHARACTER = /^(?<open>[( ]*)'(?<text>[ !-&(-[\]-~])'(?<close>[) ]*)$/;
/** Printable ASCII without escapes; `??` begins a trigraph in some versions of C. */
const STRING = /^(?<open>[( ]*)"(?<text>(?:(?!\?\?)[ !#-[\]-~])*)"(?<close>[) ]*)$/;

/**
 * Reads a literal.
 *
 * @param text one line without comments.
 * @returns `null` for anything that leaves the least doubt.
 */
export function readLiteral(text: string): Literal | null {
  return readInteger(text) ?? readCharacter(text) ?? readString(text);
}

/**
 * C17 6.4.4.1p5 gives a literal the first type of a list that holds it. What fits 31 bits (or 32 unsigned ones) fits the
 * first type of each list, if that has 32 bits.
 */
function readInteger(text: string): Literal | null {
  const { open = "", sign, inner = "", digits = "", suffix = "", close = "" } = INTEGER.exec(text)?.groups ?? {};
  if (digits === "" || !SUFFIX.test(suffix) || !isBalanced(open + inner, close)) return null;
  const value = Number(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const isUnsigned = /u/i.test(suffix);
  if (value > (isUnsigned ? 0xffff_ffff : 0x7fff_ffff) || (isUnsigned && sign === "-")) return null;
  const length = suffix.toLowerCase().replace("u", "");
  return {
    sort: `integer ${isUnsigned ? "u" : ""}${length}`,
    value: { kind: "int", value: String(BigInt(sign === "-" ? -value : value)) },
  };
}

/** A character constant is an `int`; those of ASCII have the same value wherever clang compiles for. */
function readCharacter(text: string): Literal | null {
  const { open = "", text: character = "", close = "" } = CHARACTER.exec(text)?.groups ?? {};
  if (character === "" || !isBalanced(open, close)) return null;
  return { sort: "character", value: { kind: "int", value: String(character.charCodeAt(0)) } };
}

function readString(text: string): Literal | null {
  const { open = "", text: value, close = "" } = STRING.exec(text)?.groups ?? {};
  return value === undefined || !isBalanced(open, close) ? null : { sort: "string", value: { kind: "string", value } };
}

function isBalanced(open: string, close: string): boolean {
  return open.replaceAll(" ", "").length === close.replaceAll(" ", "").length;
}

/**
 * What the compiler would say of a literal, from what it said of another one of the same sort.
 *
 * @returns `null` where it said of the other what its text does not: then nothing follows from any.
 */
export function probedLike(literal: Literal, other: Literal, probed: Probed | undefined): Probed | null {
  if (probed?.kind !== "constant" || literal.sort !== other.sort) return null;
  const { kind, value } = probed.value;
  if (kind !== other.value.kind || value !== other.value.value) return null;
  const type = typeLike(probed.type, literal, other);
  return type === null ? null : { kind: "constant", type, value: literal.value };
}

function typeLike(type: CType, literal: Literal, other: Literal): CType | null {
  if (literal.value.kind !== "string") return type.kind === "int" && type.bits >= 32 ? type : null;
  if (type.kind !== "array" || other.value.kind !== "string") return null;
  // The NUL counts.
  return type.length === other.value.value.length + 1 ? { ...type, length: literal.value.value.length + 1 } : null;
}
