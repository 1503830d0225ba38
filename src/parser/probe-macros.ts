import type { CType } from "../spec/ctype.ts";
import type { ConstantValue } from "../spec/declaration.ts";
import type { Cursor } from "./clang/cursor.ts";
import * as clang from "./clang/libclang.ts";
import { evaluate } from "./clang/evaluate.ts";
import { type SourceText, withTranslationUnit } from "./clang/translation-unit.ts";
import { readType } from "./read-type.ts";
import type { ReadContext } from "./read-context.ts";
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

/**
 * Lets the compiler compute object-like macros: each becomes the initializer of a variable of its own type
 * (`__auto_type`), all in one further parse with the same headers, language and arguments.
 *
 * A macro that is no expression makes an error on its own line and its probe is missing; clang goes on behind it. Some
 * (`#define BEGIN {`) take following probes down with them, so those that are missing without an error of their own are
 * probed again until nothing changes.
 */
export function probeMacros(
  names: readonly string[],
  options: ProbeOptions,
  context: ReadContext,
): ReadonlyMap<string, ProbedConstant> {
  const found = new Map<string, ProbedConstant>();
  let pending = names;
  while (pending.length > 0) {
    const { constants, failed } = probeOnce(pending, options, context);
    for (const [name, constant] of constants) found.set(name, constant);
    const rest = pending.filter((name) => !constants.has(name) && !failed.has(name));
    // A round that settles nothing will not settle anything the next time.
    if (rest.length === pending.length) break;
    pending = rest;
  }
  return found;
}

function probeOnce(
  names: readonly string[],
  options: ProbeOptions,
  context: ReadContext,
): { readonly constants: ReadonlyMap<string, ProbedConstant>; readonly failed: ReadonlySet<string> } {
  const source = probeSource(names, options.source);
  return withTranslationUnit(
    {
      arguments: [...options.arguments, "-w", "-ferror-limit=0", "-fno-spell-checking"],
      source: source.text,
      others: options.others,
      macros: false,
    },
    (unit) => {
      const failed = new Set<string>();
      for (const { severity, position } of unit.diagnostics) {
        if (severity !== "error" && severity !== "fatal") continue;
        const name = position?.file === source.text.file ? source.nameAtLine(position.line) : undefined;
        if (name !== undefined) failed.add(name);
      }
      return { constants: readProbes(unit.cursor, names, failed, context), failed };
    },
  );
}

/** Lines that one macro takes in the probe source. */
const LINES = 6;

function probeSource(
  names: readonly string[],
  source: SourceText,
): { readonly text: SourceText; nameAtLine(line: number): string | undefined } {
  const head = source.text.split("\n").length - 1;
  const probes = names.map(
    (name, i) =>
      [
        `#ifdef ${name}`,
        `__auto_type ${VALUE}${i} = (${name});`,
        `__auto_type ${ADDRESS}${i} = (__UINTPTR_TYPE__)(${name});`,
        "#else",
        `#error undefined at the end of the headers`,
        "#endif\n",
      ].join("\n"),
  );
  return {
    text: { file: source.file, text: source.text + probes.join("") },
    nameAtLine: (line) => names[Math.floor((line - head - 1) / LINES)],
  };
}

function readProbes(
  root: Cursor,
  names: readonly string[],
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
    if (value === undefined) return;
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
  const type = value.type;
  switch (type.canonical.kind) {
    case clang.CXType_Pointer:
      return readPointerProbe(value, address, context, name);
    case clang.CXType_Int128:
    case clang.CXType_UInt128:
    case clang.CXType_LongDouble:
    case clang.CXType_Float128:
      return null; // wider than what the evaluator hands out
    default: {
      const evaluated = evaluate(value);
      if (evaluated === null) return null;
      return {
        type: readType(type, context, name),
        value:
          evaluated.kind === "int"
            ? { kind: "int", value: String(evaluated.value) }
            : { kind: "float", value: floatText(evaluated.value) },
      };
    }
  }
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

function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Object.is(value, -0) ? "-0" : String(value);
}
