import type { CType } from "../spec/ctype.ts";
import type { ConstantValue } from "../spec/declaration.ts";
import type { Cursor } from "./clang/cursor.ts";
import { evaluate } from "./clang/evaluate.ts";
import * as clang from "./clang/libclang.ts";
import { constantNumber, isWideNumber } from "./constant-number.ts";
import { leaked } from "./probe-leaks.ts";
import { FIRST, PREFIX, type ProbeQuestion } from "./probe-source.ts";
import type { ReadContext } from "./read-context.ts";
import { readStringLiteral } from "./read-string-literal.ts";
import { readType } from "./read-type.ts";
import { decayedArray, hasStringLiteral, isPlainChar, literalPointer } from "./string-expression.ts";

/** What a macro is to the compiler. */
export type Probed =
  | { readonly kind: "constant"; readonly type: CType; readonly value: ConstantValue }
  | { readonly kind: "type"; readonly type: CType }
  /** The C name of a function or variable. */
  | { readonly kind: "name"; readonly name: string }
  | Unfinished;

/** A constant whose value takes more questions, to be asked when its type is known. */
export type Unfinished = { readonly kind: "unfinished"; readonly type: CType } & (
  | { readonly ask: "value" }
  /** A compound literal of an array type. */
  | { readonly ask: "array" }
  /** What points into a string literal, or chooses one; `length` without the NUL if it is an array. */
  | { readonly ask: "text"; readonly length: number | null }
);

/** The declarations that ask about one macro, as far as they compiled. */
export type ProbeCursors = { readonly [Q in ProbeQuestion]?: Cursor };

const ENTRIES = Object.entries(PREFIX) as readonly (readonly [ProbeQuestion, string])[];

export interface Collected {
  /** By the number of their macro. */
  readonly probes: ReadonlyMap<number, ProbeCursors>;
  /** What else the probes have declared. */
  readonly leaks: readonly Cursor[];
}

/** The probes of a unit. */
export function collectProbes(root: Cursor): Collected {
  const strangers: Cursor[] = [];
  const { children } = root;
  let front = children.length;
  const found = new Map<number, { [Q in ProbeQuestion]?: Cursor }>();
  // From the end: the declarations of the headers are many, and names are slow to ask for.
  for (const cursor of [...children].reverse()) {
    front -= 1;
    if (cursor.kind !== clang.CXCursor_VarDecl && cursor.kind !== clang.CXCursor_TypedefDecl) continue;
    const { spelling } = cursor;
    if (spelling === FIRST) break;
    if (!spelling.startsWith("c2ts_probe_")) strangers.push(cursor);
    for (const [question, prefix] of ENTRIES) {
      if (!spelling.startsWith(prefix)) continue;
      const index = Number(spelling.slice(prefix.length));
      const cursors = found.get(index) ?? {};
      cursors[question] = cursor;
      found.set(index, cursors);
    }
  }
  return { probes: found, leaks: leaked(strangers, children.slice(0, front)) };
}

/** @param probes without those on whose line clang found a fault. */
export function readProbe(probes: ProbeCursors, context: ReadContext, macro: string): Probed | null {
  const constant = probes.value === undefined ? null : readConstant(probes.value, probes.address, context, macro);
  if (constant !== null) return constant;
  if (probes.typeof === undefined) return null;
  if (probes.type !== undefined || operandOf(probes.typeof) === null) {
    return readTypeProbe(probes.type ?? probes.typeof, context, macro);
  }
  const name = namedBy(probes.typeof);
  return name === null ? null : { kind: "name", name };
}

function readConstant(value: Cursor, address: Cursor | undefined, context: ReadContext, macro: string): Probed | null {
  const type = (): CType => readType(value.type, context, macro);
  const { kind } = value.type.canonical;
  if (kind === clang.CXType_Pointer) return readPointer(value, address, context, macro);
  if (kind === clang.CXType_Record && definesTag(value)) return null;
  if (kind === clang.CXType_Record || isWideNumber(value)) return { kind: "unfinished", ask: "value", type: type() };
  const number = constantNumber(value);
  return number === null ? null : { kind: "constant", type: type(), value: number };
}

function readPointer(value: Cursor, address: Cursor | undefined, context: ReadContext, macro: string): Probed | null {
  const type = (of: Cursor): CType => readType(of.type, context, macro);
  const literal = literalPointer(value);
  if (literal !== null) {
    const text = readStringLiteral(literal.literal);
    return text === null ? null : { kind: "constant", type: type(literal.typed), value: text };
  }
  const evaluated = address === undefined ? null : evaluate(address);
  if (evaluated?.kind === "int") {
    const bits = String(BigInt.asUintN(64, evaluated.value));
    return { kind: "constant", type: type(value), value: { kind: "pointer", value: bits } };
  }
  const array = decayedArray(value);
  if (array?.kind === clang.CXCursor_CompoundLiteralExpr)
    return { kind: "unfinished", ask: "array", type: type(array) };
  if (!isPlainChar(value.type.canonical.pointee) || !hasStringLiteral(value)) return null;
  const length = array === null ? null : array.type.canonical.arrayLength - 1;
  return { kind: "unfinished", ask: "text", type: type(array ?? value), length };
}
/** What `typeof` was asked of, if that is nothing but a name. */
function namedBy(probe: Cursor): string | null {
  const operand = operandOf(probe);
  for (let at = operand; at !== null; ) {
    if (at.kind === clang.CXCursor_DeclRefExpr) return at.spelling;
    if (at.kind !== clang.CXCursor_ParenExpr) return null;
    at = at.children[0] ?? null;
  }
  return null;
}

/** The expression that `typeof` was asked of. libclang shows it as the only child, in parentheses, of the typedef's very type. */
function operandOf(probe: Cursor): Cursor | null {
  const [operand, ...others] = probe.children;
  if (operand?.kind !== clang.CXCursor_ParenExpr || others.length > 0) return null;
  return operand.type.canonical.identity === probe.typedefUnderlying.canonical.identity ? operand : null;
}

/**
 * @param typedef written with the macro, which has the names that the type is spelled by; for arrays and functions, which
 * are written around a name, the one of `typeof`.
 */
function readTypeProbe(typedef: Cursor, context: ReadContext, macro: string): Probed | null {
  if (definesTag(typedef)) return null;
  // `__attribute__((aligned(8))) int`: the alignment is the typedef's, and not in its type.
  if (typedef.type.align !== typedef.typedefUnderlying.canonical.align) return null;
  return { kind: "type", type: readType(typedef.typedefUnderlying, context, macro, typedef) };
}

/** Each use of `struct { … }` is a type of its own. */
function definesTag(cursor: Cursor): boolean {
  return cursor.children.some((child) => (isTag(child) ? child.isDefinition : definesTag(child)));
}

function isTag({ kind }: Cursor): boolean {
  return kind === clang.CXCursor_StructDecl || kind === clang.CXCursor_UnionDecl || kind === clang.CXCursor_EnumDecl;
}
