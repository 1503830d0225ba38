import type { MacroMeaning, MacroParameter } from "../../spec/macro-meaning.ts";
import type { Cursor } from "../clang/cursor.ts";
import * as clang from "../clang/libclang.ts";
import { type TranslationUnit, withTranslationUnit } from "../clang/translation-unit.ts";
import type { FileScope } from "../file-scope.ts";
import type { ProbeOptions } from "../probe-options.ts";
import type { ReadContext } from "../read-context.ts";
import { Declared } from "./declared.ts";
import { type Expansions, expansionParameter, isVariadic, type MacroSignature, macroUse } from "./expansion.ts";
import { type ParameterType, parameterType } from "./parameter-types.ts";
import { parameterUses } from "./parameter-uses.ts";
import { parseFunctionText, parseMacroText } from "./parse-syntax.ts";
import { expressionsIn, readExpression } from "./read-expression.ts";
import { Refusal } from "./refusal.ts";
import { Scope } from "./scope.ts";
import { TypeReader } from "./typed.ts";
import { variableArguments } from "./variable-arguments.ts";

/** Prefix of the functions in the probe. */
const PREFIX = "c2ts_macro_";

/** A function in front of them: what comes before is of the headers. */
const FIRST = "c2ts_first_macro";

/** Types whose confusion clang takes for an error in some versions only. */
const STRICT = ["int-conversion", "incompatible-pointer-types", "implicit-function-declaration", "implicit-int"];

/**
 * Finds out what macros compute that are no constants. The types of their parameters follow from how they are used; with them
 * each macro becomes the body of a function, all in one further parse of the same headers, and the compiler says what
 * the type of everything in it is.
 */
export function functionMacros(
  macros: readonly MacroSignature[],
  expansions: Expansions,
  scope: FileScope,
  options: ProbeOptions,
  contextOf: (unit: TranslationUnit) => ReadContext,
): ReadonlyMap<string, MacroMeaning> {
  const declared = new Declared(scope);
  const meanings = new Map<string, MacroMeaning>();
  const probes: Probe[] = [];
  for (const macro of macros) {
    attempt(macro, meanings, () => probes.push(probeOf(macro, expansions, declared)));
  }
  if (probes.length === 0) return meanings;
  withTranslationUnit(probeUnit(probes, options), (unit) => {
    const faults = faultsByLine(unit, options.source.file);
    const types = new TypeReader(ofHeaders(contextOf(unit), unit, options.source.file));
    const functions = probeFunctions(unit.cursor);
    probes.forEach((tried, i) => {
      const { macro } = tried;
      attempt(macro, meanings, () => {
        const fault = faults.get(lineOf(i, options));
        const probe = functions.get(i);
        if (fault !== undefined || probe === undefined)
          throw new Refusal(`it does not compile: ${fault ?? "nothing is left of it"}`);
        const reading = Scope.outermost(types, (name) => declared.isTypeName(name));
        meanings.set(macro.name, readProbe(tried, probe, reading));
      });
    });
  });
  return meanings;
}

/** The same for types that the headers declare: one that a macro is the first to name is none outside of its expansion. */
function ofHeaders(context: ReadContext, unit: TranslationUnit, file: string): ReadContext {
  return {
    types: context.types,
    doubts: context.doubts,
    facts: (type) => context.facts(type),
    comment: (cursor, within, next) => context.comment(cursor, within, next),
    print: (declaration) => context.print(declaration),
    attributes: (declaration) => context.attributes(declaration),
    foreignOrder: (declaration) => context.foreignOrder(declaration),
    reference: (declaration, path) => {
      if (unit.positions.position(declaration.location)?.file === file) {
        throw new Refusal(`it uses '${declaration.spelling}', which the headers do not declare`);
      }
      return context.reference(declaration, path);
    },
  };
}

interface Probe {
  readonly macro: MacroSignature;
  /** Of the function that it becomes: of variable arguments, those that have a name come first. */
  readonly names: readonly string[];
  readonly types: readonly ParameterType[];
}

function attempt({ name, parameters }: MacroSignature, meanings: Map<string, MacroMeaning>, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    meanings.set(name, { kind: "inexpressible", reason: withNames(error.message, parameters) });
  }
}

/** What stands for the arguments, as their names. */
function withNames(text: string, parameters: readonly string[]): string {
  return parameters.reduce((named, name, i) => named.replaceAll(expansionParameter(i), () => name), text);
}

function probeOf(macro: MacroSignature, expansions: Expansions, declared: Declared): Probe {
  const { name, parameters } = macro;
  const expansion = expansions.of(name);
  if (expansion === null) throw new Refusal("it is only a part of an expression");
  if (/\bc2ts_no_constant\b/.test(expansion)) throw new Refusal("its value depends on where it is written");
  checkPasted(parameters, expansion);
  const given = parameters.map((_, i) => expansionParameter(i));
  const syntax = parseMacroText(expansion, (name) => declared.isTypeName(name));
  const uses = parameterUses(syntax, given, declared);
  const types = (named: readonly string[]): readonly ParameterType[] =>
    named.map((name, i) => parameterType(name, uses[i] ?? [], given, declared));
  const rest = parameters.at(-1);
  if (rest === undefined || !isVariadic(parameters)) return { macro, names: parameters, types: types(parameters) };
  const fixed = parameters.slice(0, -1);
  const others = expansions.counted(name);
  const handedOn = variableArguments(fixed.length, expansion, others, declared);
  if (handedOn === null) return { macro, names: parameters, types: [...types(fixed), UNUSED] };
  const { named, variadic } = handedOn;
  return {
    macro,
    names: [...fixed, ...named.map((one) => one.name), ...(variadic ? [rest] : [])],
    types: [
      ...types(fixed),
      ...named.map(({ type }) => ({ text: type.text, modular: false })),
      ...(variadic ? [REST] : []),
    ],
  };
}

/** What stands for all variable arguments that have no names. */
const REST: ParameterType = { text: "int", modular: false };
const UNUSED: ParameterType = { text: null, modular: false };

/** `#` makes text of an argument, `##` a part of a name. */
function checkPasted(parameters: readonly string[], expansion: string): void {
  const pieces = expansion.match(/"(?:[^"\\]|\\.)*"|[\w$]+/g) ?? [];
  parameters.forEach((name, i) => {
    const given = expansionParameter(i);
    const spoiled = pieces.find((piece) => piece !== given && piece.includes(given));
    if (spoiled === undefined) return;
    throw new Refusal(
      spoiled.startsWith('"')
        ? `it makes a string of parameter '${name}' (#)`
        : `it makes a name of parameter '${name}' (##)`,
    );
  });
}

/** Each function is one line, behind the lines that include the headers. */
function lineOf(index: number, { source }: ProbeOptions): number {
  return source.text.split("\n").length + 1 + index;
}

function probeUnit(probes: readonly Probe[], options: ProbeOptions): Parameters<typeof withTranslationUnit>[0] {
  const functions = probes.map(({ macro, types }, i) => {
    const given = types.map((_, k) => expansionParameter(k));
    const parameters = types.map(({ text }, k) => declaration(text ?? "int", given[k] ?? ""));
    return `static void ${PREFIX}${i}(${parameters.join(", ") || "void"}) { (${macroUse(macro, given)}); }\n`;
  });
  return {
    arguments: [
      ...options.arguments,
      "-w",
      "-ferror-limit=0",
      "-fno-spell-checking",
      ...STRICT.map((warning) => `-Werror=${warning}`),
    ],
    source: { file: options.source.file, text: `${options.source.text}void ${FIRST}(void);\n${functions.join("")}` },
    others: options.others,
    macros: false,
    bodies: true,
  };
}

/** Only where the type is not all in front of the name does it need `typeof`, which loses the names of typedefs. */
function declaration(type: string, name: string): string {
  return /^[\w\s*$]+$/.test(type) ? `${type} ${name}` : `__typeof__(${type}) ${name}`;
}

function faultsByLine(unit: TranslationUnit, file: string): ReadonlyMap<number, string> {
  const faults = new Map<number, string>();
  for (const { severity, message, position } of unit.diagnostics) {
    if ((severity !== "error" && severity !== "fatal") || position?.file !== file) continue;
    if (!faults.has(position.line)) faults.set(position.line, message);
  }
  return faults;
}

function probeFunctions(root: Cursor): ReadonlyMap<number, Cursor> {
  const functions = new Map<number, Cursor>();
  for (const cursor of [...root.children].reverse()) {
    const { spelling } = cursor;
    if (spelling.startsWith(PREFIX)) functions.set(Number(spelling.slice(PREFIX.length)), cursor);
    else if (spelling === FIRST) break;
  }
  return functions;
}

function readProbe({ names, types }: Probe, probe: Cursor, scope: Scope): MacroMeaning {
  const declarations = probe.parameters;
  for (const [i, declaration] of declarations.entries()) scope.parameter(declaration, i);
  const body = probe.children.find(({ kind }) => kind === clang.CXCursor_CompoundStmt);
  const [statement, ...others] = parseFunctionText(probe.prettyPrinted, scope.isTypeName);
  const [cursor, ...further] = body === undefined ? [] : expressionsIn(body);
  if (statement?.kind !== "evaluate" || others.length > 0 || cursor === undefined || further.length > 0) {
    throw new Refusal("it is more than one statement");
  }
  const value = readExpression(statement.of, cursor, scope);
  const whole = scope.types.canonical(cursor.type);
  const isArray = whole.kind === clang.CXType_ConstantArray || whole.kind === clang.CXType_IncompleteArray;
  if (isArray) throw new Refusal("its value is an array");
  const parameters = types.map(({ text, modular }, i): MacroParameter => {
    const declaration = declarations[i];
    const type = text === null || declaration === undefined ? null : scope.types.type(declaration.type, true);
    return { name: names[i] ?? "", type: type ?? { kind: "void" }, modular };
  });
  return { kind: "expression", parameters, result: value.expression.type, body: value.expression };
}
