import type { Declared, GuessedType, TypeGuess } from "./declared.ts";
import type { Use } from "./parameter-uses.ts";
import { Refusal } from "./refusal.ts";
import type { Syntax } from "./syntax.ts";

/** The type to try a parameter with. */
export interface ParameterType {
  /** C text; `null` for a parameter that is not used. */
  readonly text: string | null;
  /** See `MacroParameter`. */
  readonly modular: boolean;
}

const VOID_POINTER: ParameterType = { text: "void *", modular: false };
const NUMBER: ParameterType = { text: "double", modular: false };

/** Operators that only integers have. */
const INTEGER_ONLY = new Set(["%", "&", "|", "^", "~", "<<", ">>", "[]"]);
/** Operators that mean the same for every type of number that holds the value: a macro that selects one takes them all. */
const SAME_FOR_ALL = new Set(["==", "!=", "<", ">", "<=", ">=", "?:", "sign"]);

/**
 * The type that a parameter's uses give it. Whatever is chosen, the compiler types the expression with it: a choice can
 * make the function refuse values, never compute a wrong one.
 *
 * @param name for the reason why there is none.
 * @param parameters names of all parameters in the expression.
 * @throws Refusal
 */
export function parameterType(
  name: string,
  uses: readonly Use[],
  parameters: readonly string[],
  declared: Declared,
): ParameterType {
  const fault = uses.find((use) => use.kind === "fault");
  if (fault !== undefined) throw new Refusal(`parameter '${name}' ${fault.reason}`);
  const mattering = uses.filter(({ kind }) => kind !== "discarded");
  if (mattering.length === 0) return { text: uses.length === 0 ? null : "int", modular: false };
  const typed = mattering.flatMap((use) => (use.kind === "typed" ? [use.type] : []));
  if (typed.length > 0) return { text: common(typed).text, modular: false };
  const casts = mattering.flatMap((use) => (use.kind === "cast" ? [use] : []));
  const pointed = mattering.flatMap((use) => (use.kind === "pointed" ? [use.member] : []));
  const members = mattering.flatMap((use) => (use.kind === "member" ? [use.member] : []));
  if (members.length > 0) return { text: recordWith(name, members, "it is a record", declared), modular: false };
  if (pointed.length > 0) return { text: `${recordOf(name, pointed, declared)} *`, modular: false };
  if (casts.length > 0) return castType(name, casts, mattering, parameters, declared);
  if (mattering.some(({ kind }) => kind === "variadic")) throw untyped(name, "any type may go where it stands");
  if (mattering.every(({ kind }) => kind === "result")) throw untyped(name, "the macro is whatever it is");
  return operandType(name, mattering, parameters, declared);
}

function untyped(name: string, why: string): Refusal {
  return new Refusal(`parameter '${name}' has no type of its own: ${why}`);
}

/** The record that a parameter points to: see `recordWith`. */
function recordOf(name: string, pointed: readonly (string | null)[], declared: Declared): string {
  const members = pointed.filter((member) => member !== null);
  if (members.length < pointed.length) throw untyped(name, "it is dereferenced");
  return recordWith(name, members, "it is dereferenced", declared);
}

/** The only record of all headers with the members that are used. */
function recordWith(name: string, members: readonly string[], use: string, declared: Declared): string {
  const records = declared.recordsWith(members);
  const [record] = records;
  if (records.length === 1 && typeof record === "string") return record;
  const some = [...new Set(members)].map((member) => `'${member}'`).join(" and ");
  const found = ["no record has", "only a record without a name has"][records.length] ?? "several records have";
  throw untyped(name, `${use}, and ${found} ${some}`);
}

/** Of several the one that takes least, so that all of them hold the value; a pointer that C may write through. */
function common(types: readonly GuessedType[]): GuessedType {
  const [first, ...others] = types;
  if (first === undefined) throw new Error("no types");
  return others.reduce((best, type) => {
    if (best.guess.kind === "int" && type.guess.kind === "int") return type.guess.rank < best.guess.rank ? type : best;
    return best.guess.kind === "pointer" && /\bconst\b/.test(best.text) && !/\bconst\b/.test(type.text) ? type : best;
  }, first);
}

type Cast = Extract<Use, { kind: "cast" }>;

function castType(
  name: string,
  casts: readonly Cast[],
  uses: readonly Use[],
  parameters: readonly string[],
  declared: Declared,
): ParameterType {
  const others = uses.filter(({ kind }) => kind !== "cast");
  const kinds = new Set(casts.map(({ type }) => type.guess.kind));
  if (kinds.has("record") || kinds.has("other")) {
    throw untyped(
      name,
      `it is converted to \`${casts.find(({ type }) => /record|other/.test(type.guess.kind))?.type.text}\``,
    );
  }
  if (kinds.has("pointer")) {
    // What only goes elsewhere may point to anything, and so may what is read as bytes or numbers; a record is meant.
    const pointed = [...new Set(casts.filter((cast) => cast.pointed).map(({ type }) => type.text))];
    const [only] = pointed;
    const isRecord = only !== undefined && pointed.length === 1 && declared.pointsToRecord(only);
    return isRecord ? { text: only, modular: false } : VOID_POINTER;
  }
  if (kinds.has("float") || (kinds.size === 1 && kinds.has("bool"))) return NUMBER;
  const ints = casts.flatMap(({ type }) =>
    type.guess.kind === "int" ? [{ text: type.text, rank: type.guess.rank }] : [],
  );
  const widest = ints.reduce((best, type) => (type.rank > best.rank ? type : best), { text: "int", rank: 0 });
  if (others.length === 0 && kinds.size === 1) return { text: widest.text, modular: true };
  const operands = others.filter(({ kind }) => kind !== "cast");
  return operands.some(({ kind }) => kind === "operand")
    ? operandType(name, operands, parameters, declared)
    : { text: widest.rank <= 3 ? "int" : widest.text, modular: false };
}

function operandType(
  name: string,
  uses: readonly Use[],
  parameters: readonly string[],
  declared: Declared,
): ParameterType {
  const operands = uses.flatMap((use) => (use.kind === "operand" ? [use] : []));
  const guesser = new Guesser(parameters, declared);
  const partners = operands.flatMap(({ operator, other, isRight }) => {
    const partner = other === null ? undefined : guesser.guess(other);
    if (partner === undefined) return [];
    const counts = partner?.kind === "pointer" && (operator === "+" || (operator === "-" && isRight));
    return counts ? [OFFSET] : [partner];
  });
  const isInteger = operands.some(({ operator }) => INTEGER_ONLY.has(operator));
  if (partners.some((partner) => partner?.kind === "pointer")) return VOID_POINTER;
  if (!isInteger && partners.some((partner) => partner?.kind === "float")) return NUMBER;
  const widest = partners.reduce(wider, INT);
  const isSelection =
    operands.some(({ operator }) => operator === "?:") && operands.every(({ operator }) => SAME_FOR_ALL.has(operator));
  const isKnown = partners.every((partner) => partner !== null) && widest?.kind === "int" && widest.rank <= 3;
  if (isSelection && isKnown) return NUMBER;
  if (widest?.kind !== "int") throw untyped(name, "what it is combined with has none");
  return {
    text: `${widest.signed ? "" : "unsigned "}${["", "", "", "int", "long", "long long"][widest.rank]}`,
    modular: false,
  };
}

/** What is added to a pointer, or taken from one, is an integer (C17 6.5.6p2): wide enough for any. */
const OFFSET: TypeGuess = { kind: "int", rank: 4, signed: true };
const INT: TypeGuess = { kind: "int", rank: 3, signed: true };

/** What arithmetic on both gives (C17 6.3.1.8); what is not known does not count. */
function wider(a: TypeGuess | null, b: TypeGuess | null): TypeGuess | null {
  if (a === null || b === null) return a ?? b;
  if (a.kind !== "int" || b.kind !== "int") return a.kind === "int" ? (b.kind === "bool" ? a : b) : a;
  if (a.rank === b.rank) return a.signed ? b : a;
  const [high, low] = a.rank > b.rank ? [a, b] : [b, a];
  return low.rank < 3 || high.rank >= 3 ? high : INT;
}

/** Types of expressions as far as they are plain to see. `null`: not known. A parameter counts as an `int`. */
class Guesser {
  readonly #parameters: ReadonlySet<string>;
  readonly #declared: Declared;

  constructor(parameters: readonly string[], declared: Declared) {
    this.#parameters = new Set(parameters);
    this.#declared = declared;
  }

  guess(syntax: Syntax): TypeGuess | null {
    switch (syntax.kind) {
      case "name":
        return this.#parameters.has(syntax.name) ? INT : this.#declared.variable(syntax.name);
      case "number":
        return literalGuess(syntax.text);
      case "character":
        return INT;
      case "string":
        return { kind: "pointer" };
      case "measure":
        return { kind: "int", rank: 4, signed: false };
      case "group":
        return this.guess(syntax.of);
      case "cast":
        return this.#declared.type(syntax.type);
      case "prefix":
        if (syntax.operator === "!") return INT;
        return /^[-+~]$|^__ext/.test(syntax.operator) ? this.guess(syntax.of) : null;
      case "binary":
        return this.#binary(syntax.operator, syntax.left, syntax.right);
      case "conditional":
        return wider(this.guess(syntax.whenTrue ?? syntax.condition), this.guess(syntax.whenFalse));
      case "call":
        return syntax.callee.kind === "name" ? (this.#declared.function(syntax.callee.name)?.result ?? null) : null;
      case "postfix":
      case "member":
      case "index":
      case "block":
      case "type":
        return null;
    }
  }

  #binary(operator: string, left: Syntax, right: Syntax): TypeGuess | null {
    if (/^(==|!=|<=?|>=?|&&|\|\|)$/.test(operator)) return INT;
    if (operator === "<<" || operator === ">>") return this.guess(left);
    if (operator === ",") return this.guess(right);
    const [a, b] = [this.guess(left), this.guess(right)];
    if (operator === "-" && a?.kind === "pointer" && b?.kind === "pointer") return OFFSET;
    return a === null || b === null ? null : wider(a, b);
  }
}

function literalGuess(text: string): TypeGuess {
  const isHex = /^0x/i.test(text);
  if (isHex ? /[.p]/i.test(text) : /[.e]/i.test(text)) return { kind: "float" };
  const [, suffix = ""] = /([ul]*)$/i.exec(text) ?? [];
  const longs = suffix.replaceAll(/u/gi, "").length;
  const digits = text.slice(0, text.length - suffix.length);
  const value = BigInt(
    /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : /^(0[xb][\da-f]+|\d+)$/i.test(digits) ? digits : 0,
  );
  const unsigned = /u/i.test(suffix);
  const mayBeUnsigned = isHex || /^0/.test(digits);
  // C17 6.4.4.1p5: the first type of the list that holds the value.
  const rank = Math.max(3 + longs, value >= 2n ** 32n || (value >= 2n ** 31n && !mayBeUnsigned && !unsigned) ? 4 : 3);
  const bits = rank === 3 ? 31n : 63n;
  return { kind: "int", rank, signed: !unsigned && value < 2n ** bits };
}
