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

/** Groups: what opens, a sign, what opens behind it, digits, what stands behind them, what closes. */
const INTEGER = /^([( ]*)(-?)([( ]*)(0[xX][\da-fA-F]+|0[0-7]*|[1-9]\d*)(\w*)([) ]*)$/;
const SUFFIX = /^(?:[uU]?(?:ll|LL|[lL])?|(?:ll|LL|[lL])[uU])$/;
const CHARACTER = /^([( ]*)'([ !-&(-[\]-~])'([) ]*)$/;
/** Printable ASCII without escapes; `??` begins a trigraph in some versions of C. */
const STRING = /^([( ]*)"((?:(?!\?\?)[ !#-[\]-~])*)"([) ]*)$/;

/**
 * Reads a literal.
 *
 * @param text one line without comments.
 * @returns `null` for anything that leaves the least doubt.
 */
export function readLiteral(text: string): Literal | null {
  switch (/^[( ]*([-\d'"])/.exec(text)?.[1]) {
    case undefined:
      return null;
    case '"':
      return readString(text);
    case "'":
      return readCharacter(text);
    default:
      return readInteger(text);
  }
}

/**
 * C17 6.4.4.1p5 gives a literal the first type of a list that holds it. What fits 31 bits (or 32 unsigned ones) fits the
 * first type of each list, if that has 32 bits.
 */
function readInteger(text: string): Literal | null {
  const match = INTEGER.exec(text);
  if (match === null) return null;
  const [, open = "", sign, inner = "", digits = "", suffix = "", close = ""] = match;
  if (!SUFFIX.test(suffix) || !isBalanced(open + inner, close)) return null;
  const value = Number(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const isUnsigned = /u/i.test(suffix);
  if (value > (isUnsigned ? 0xffff_ffff : 0x7fff_ffff) || (isUnsigned && sign === "-")) return null;
  const length = suffix.toLowerCase().replace("u", "");
  return {
    sort: `integer ${isUnsigned ? "u" : ""}${length}`,
    // `-0` is 0.
    value: { kind: "int", value: String(sign === "-" && value !== 0 ? -value : value) },
  };
}

/** A character constant is an `int`; those of ASCII have the same value wherever clang compiles for. */
function readCharacter(text: string): Literal | null {
  const [, open = "", character = "", close = ""] = CHARACTER.exec(text) ?? [];
  if (character === "" || !isBalanced(open, close)) return null;
  return { sort: "character", value: { kind: "int", value: String(character.charCodeAt(0)) } };
}

function readString(text: string): Literal | null {
  const [, open = "", value, close = ""] = STRING.exec(text) ?? [];
  return value === undefined || !isBalanced(open, close) ? null : { sort: "string", value: { kind: "string", value } };
}

function isBalanced(open: string, close: string): boolean {
  if (open === "" && close === "") return true;
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
