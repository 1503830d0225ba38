import type { CType } from "../spec/ctype.ts";
import type { ConstantValue } from "../spec/declaration.ts";
import { POSITIONAL_NAMES } from "../spec/positional-names.ts";
import type { Cursor } from "./clang/cursor.ts";
import { evaluate } from "./clang/evaluate.ts";
import * as clang from "./clang/libclang.ts";
import { type SourceText, type TranslationUnit, withTranslationUnit } from "./clang/translation-unit.ts";
import { constantNumber } from "./constant-number.ts";
import type { ReadContext } from "./read-context.ts";
import { readType } from "./read-type.ts";
import { stringLiteralValue } from "./string-literal.ts";

/** Value and type of a macro, as the compiler computed them. */
export interface ProbedConstant {
  readonly type: CType;
  readonly value: ConstantValue;
}

export interface ProbeOptions {
  readonly arguments: readonly string[];
  /** The source that includes the headers. */
  readonly source: SourceText;
  readonly others: readonly SourceText[];
}

/** Prefixes of the probes; no header uses them. */
const VALUE = "c2ts_probe_value_";
const ADDRESS = "c2ts_probe_address_";

/** A macro to ask the compiler about. */
export interface MacroProbe {
  readonly name: string;
  /** A function-like macro has no value of its own; it is only asked whether it is still defined. */
  readonly functionLike: boolean;
}

export interface ProbedMacros {
  readonly constants: ReadonlyMap<string, ProbedConstant>;
  /** Macros that the headers themselves undefine again. */
  readonly undefined: ReadonlySet<string>;
}

/**
 * Lets the compiler compute object-like macros: each becomes the initializer of a variable of its own type
 * (`__auto_type`), all in one further parse with the same headers, language and arguments. The value stands there without
 * parentheses: in them, `1, 2` would be 2.
 *
 * A macro that is no expression makes an error on its own line and its probe is missing; clang goes on behind it. Some
 * (`#define BEGIN {`) take following probes down with them, so those that are missing without an error of their own are
 * probed again until nothing changes.
 */
export function probeMacros(
  macros: readonly MacroProbe[],
  options: ProbeOptions,
  contextOf: (unit: TranslationUnit) => ReadContext,
): ProbedMacros {
  const constants = new Map<string, ProbedConstant>();
  const undefinedNames = new Set<string>();
  let pending = macros;
  while (pending.length > 0) {
    const round = probeOnce(pending, options, contextOf);
    for (const [name, constant] of round.constants) constants.set(name, constant);
    for (const name of round.undefined) undefinedNames.add(name);
    const rest = pending.filter(
      ({ name, functionLike }) => !(functionLike || round.constants.has(name) || round.failed.has(name)),
    );
    // Where nothing is settled, the first swallows the others and clang blames the end of the file: it has no value.
    pending = rest.length === pending.length ? rest.slice(1) : rest;
  }
  return { constants, undefined: undefinedNames };
}

interface Round extends ProbedMacros {
  /** Macros that are settled: they have no value. */
  readonly failed: ReadonlySet<string>;
}

function probeOnce(
  macros: readonly MacroProbe[],
  options: ProbeOptions,
  contextOf: (unit: TranslationUnit) => ReadContext,
): Round {
  const source = probeSource(macros, options.source);
  return withTranslationUnit(
    {
      arguments: [...options.arguments, "-w", "-ferror-limit=0", "-fno-spell-checking"],
      source: source.text,
      others: options.others,
      macros: false,
    },
    (unit) => {
      const failed = new Set<string>();
      const invalid = new Set<string>();
      const undefinedNames = new Set<string>();
      for (const { severity, message, position } of unit.diagnostics) {
        if (severity !== "error" && severity !== "fatal") continue;
        const place = position?.file === source.text.file ? source.placeOf(position.line) : undefined;
        if (place === undefined) continue;
        failed.add(place.name);
        if (place.isValue) invalid.add(place.name);
        if (message === UNDEFINED) undefinedNames.add(place.name);
      }
      const constants = readProbes(
        unit.cursor,
        macros.map(({ name }) => name),
        invalid,
        failed,
        contextOf(unit),
      );
      return { constants, undefined: undefinedNames, failed };
    },
  );
}

/** Text of the `#error` for a macro that is gone at the end of the headers. */
const UNDEFINED = "c2ts: undefined";

/** Lines that one macro takes in the probe source. */
const LINES = 6;

const POSITIONAL = POSITIONAL_NAMES.map((name) => `#define ${name} c2ts_no_constant\n`).join("");

interface ProbeLine {
  readonly name: string;
  /** The line on which the macro alone is the initializer. */
  readonly isValue: boolean;
}

function probeSource(
  macros: readonly MacroProbe[],
  source: SourceText,
): { readonly text: SourceText; placeOf(line: number): ProbeLine | undefined } {
  const before = source.text + POSITIONAL;
  const head = before.split("\n").length - 1;
  const probes = macros.map(({ name, functionLike }, i) => {
    const value = functionLike ? "" : `__auto_type ${VALUE}${i} = ${name};`;
    const address = functionLike ? "" : `__auto_type ${ADDRESS}${i} = (__UINTPTR_TYPE__)(${name});`;
    return `#ifdef ${name}\n${value}\n${address}\n#else\n#error ${UNDEFINED}\n#endif\n`;
  });
  return {
    // clang reports what is open at the end of the file behind the last token, which must not be a macro's.
    text: { file: source.file, text: `${before}${probes.join("")}extern int c2ts_probe_end;\n` },
    placeOf(line) {
      const at = line - head - 1;
      const name = macros[Math.floor(at / LINES)]?.name;
      return name === undefined ? undefined : { name, isValue: at % LINES === 1 };
    },
  };
}

function readProbes(
  root: Cursor,
  names: readonly string[],
  invalid: ReadonlySet<string>,
  failed: Set<string>,
  context: ReadContext,
): ReadonlyMap<string, ProbedConstant> {
  const values = new Map<number, Cursor>();
  const addresses = new Map<number, Cursor>();
  for (const cursor of root.children) {
    if (cursor.kind !== clang.CXCursor_VarDecl) continue;
    const spelling = cursor.spelling;
    if (spelling.startsWith(VALUE)) values.set(Number(spelling.slice(VALUE.length)), cursor);
    else if (spelling.startsWith(ADDRESS)) addresses.set(Number(spelling.slice(ADDRESS.length)), cursor);
  }
  const constants = new Map<string, ProbedConstant>();
  names.forEach((name, i) => {
    const value = values.get(i);
    // clang goes on behind a fault (`1 2` is 1 to it), but that is its guess.
    if (value === undefined || invalid.has(name)) return;
    const constant = readProbe(value, addresses.get(i), context, name);
    if (constant === null) failed.add(name);
    else constants.set(name, constant);
  });
  return constants;
}

function readProbe(
  value: Cursor,
  address: Cursor | undefined,
  context: ReadContext,
  name: string,
): ProbedConstant | null {
  if (value.type.canonical.kind === clang.CXType_Pointer) return readPointerProbe(value, address, context, name);
  const number = constantNumber(value);
  return number === null ? null : { type: readType(value.type, context, name), value: number };
}

function readPointerProbe(
  value: Cursor,
  address: Cursor | undefined,
  context: ReadContext,
  name: string,
): ProbedConstant | null {
  const literal = stringLiteral(value);
  if (literal !== null) {
    const text = stringLiteralValue(literal.spelling);
    return text === null ? null : { type: readType(literal.type, context, name), value: text };
  }
  const evaluated = address === undefined ? null : evaluate(address);
  if (evaluated?.kind !== "int") return null;
  return {
    type: readType(value.type, context, name),
    value: { kind: "pointer", value: String(BigInt.asUintN(64, evaluated.value)) },
  };
}

/** The literal that the macro is, through parentheses and implicit casts; `null` where anything else is around it. */
function stringLiteral(cursor: Cursor): Cursor | null {
  for (let at: Cursor | undefined = cursor; at !== undefined; ) {
    const children: readonly Cursor[] = at.children;
    if (children.length !== 1) return null;
    at = children[0];
    if (at?.kind === clang.CXCursor_StringLiteral) return at;
    if (at?.kind !== clang.CXCursor_UnexposedExpr && at?.kind !== clang.CXCursor_ParenExpr) return null;
  }
  return null;
}
