import type { MacroDeclaration } from "../spec/declaration.ts";
import type { Expression } from "../spec/expression.ts";
import type { MacroMeaning, MacroParameter } from "../spec/macro-meaning.ts";
import { macroBody, macroText } from "../spec/macro-text.ts";
import { argumentOf } from "./argument.ts";
import { placeholder } from "./callable.ts";
import type { Context } from "./context.ts";
import { emitComment } from "./emit-comment.ts";
import type { Exports } from "./exports.ts";
import { bind } from "./expression/compound-code.ts";
import { effectText } from "./expression/effect-code.ts";
import type { ExpressionContext, ParameterCode } from "./expression/expression-context.ts";
import { nonnullParameters } from "./expression/nonnull-parameters.ts";
import { Refused } from "./expression/refused.ts";
import { resultCode } from "./expression/result-code.ts";
import { integerScalar, isBig, rangeOf, scalarOf } from "./expression/scalar.ts";
import { breakLine } from "./line-breaks.ts";
import type { ModuleWriter } from "./module-writer.ts";
import { nonnullArgument } from "./nonnull.ts";
import { parameterNames, referredNames } from "./parameter-names.ts";
import { functionBrand, functionOf } from "./ts-type.ts";

type Meaning = Extract<MacroMeaning, { kind: "expression" }>;

/**
 * Emits a function-like macro as a function, an object-like one as an object with a `value`, computed whenever it is read.
 * Returns whether it could be one; if not, the reason is reported.
 */
export function emitMacroFunction(
  declaration: MacroDeclaration,
  meaning: Meaning,
  exports: Exports,
  writer: ModuleWriter,
  cx: Context,
): boolean {
  const { name, body } = declaration;
  try {
    const made = new MacroFunction(name, meaning, exports, cx);
    if (declaration.parameters === null && made.result === "void") throw new Refused("it has no value");
    write(declaration, made, writer, cx);
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const code = declaration.parameters === null ? "macro-not-a-value" : "macro-with-parameters";
    cx.report({ code, decl: name, body: macroBody(body), reason: error.message }, declaration);
    return false;
  }
}

/** A parameter and its check. */
interface Given {
  readonly type: string;
  /** `null` where there is nothing to check, or where who gets it checks it. */
  readonly check: string | null;
  /** Placeholder of the variable that has the checked value; `null` where the parameter itself is used. */
  readonly checked: string | null;
  /** Whether it takes all further arguments. */
  readonly isRest: boolean;
}

class MacroFunction {
  readonly given: readonly Given[];
  readonly lines: readonly string[];
  /** TypeScript's type of the result. */
  #result = "void";
  /** Wanted names of parameters and variables, by placeholder. */
  readonly wanted: string[];

  constructor(name: string, { parameters, result, body }: Meaning, exports: Exports, cx: Context) {
    const called = (name: string): ReturnType<Exports["function"]> => exports.function(name);
    const nonnull = nonnullParameters(body, called, cx);
    this.wanted = parameters.map((parameter) => {
      const plain = isRest(parameter) ? parameter.name.slice(0, -3) || "args" : parameter.name;
      return isUsed(parameter) ? plain : `_${plain}`;
    });
    this.given = parameters.map((parameter, i) => this.#given(name, parameter, placeholder(i), nonnull.has(i), cx));
    const ec: ExpressionContext = {
      cx,
      macro: JSON.stringify(name),
      parameters: parameters.map((parameter, i) => this.#parameter(parameter, i, nonnull.has(i), cx)),
      locals: new Map(),
      newLocal: (wanted) => this.#newLocal(wanted),
      function: called,
      global: (used) => exports.global(used),
    };
    const computed = this.#body(body, result, ec);
    const used = computed.join("\n");
    const checks = this.given.flatMap(({ check, checked }) => {
      if (check === null) return [];
      return checked !== null && used.includes(checked) ? [`const ${checked} = ${check};`] : [`${check};`];
    });
    this.lines = [...checks, ...computed];
  }

  get result(): string {
    return this.#result;
  }

  #newLocal(wanted: string): string {
    this.wanted.push(wanted);
    return placeholder(this.wanted.length - 1);
  }

  #given(macro: string, parameter: MacroParameter, local: string, isNonnull: boolean, cx: Context): Given {
    const { name, type, modular } = parameter;
    if (isRest(parameter)) return { ...UNCHECKED, type: `${cx.imports.type("VarArg")}[]`, isRest: true };
    if (!isUsed(parameter)) return { ...UNCHECKED, type: "unknown" };
    const where = `${local}, ${JSON.stringify(macro)}, ${JSON.stringify(name)}`;
    if (functionOf(type, cx) !== null) {
      const brand = functionBrand(type, cx);
      const argument =
        brand === null ? `${cx.imports.type("Pointer")} | null` : `${cx.imports.type("FunctionArg")}<${brand}>`;
      return { ...UNCHECKED, type: argument };
    }
    const plain = argumentOf(type, { owner: macro, name }, cx);
    if (plain === null) throw new Refused(`parameter '${name}' has a type without a binding`);
    const argument = isNonnull ? nonnullArgument(plain, { owner: macro, name }, cx) : plain;
    const { kind } = scalarOf(type, cx);
    if (kind !== "integer" && kind !== "float") {
      return { ...UNCHECKED, type: argument.type, check: argument.code(local) };
    }
    const checked = this.#newLocal(`$${name}`);
    if (!modular || kind === "float")
      return { type: argument.type, check: argument.code(local), checked, isRest: false };
    return { type: "number | bigint", check: this.#reduced(type, where, cx), checked, isRest: false };
  }

  /** Any integer as one of an integer type: see `MacroParameter.modular`. */
  #reduced(type: MacroParameter["type"], where: string, cx: Context): string {
    const scalar = integerScalar(type, cx);
    if (isBig(scalar)) {
      const wrapped = `${cx.imports.value("wrapped64")}(${where})`;
      return scalar.signed ? wrapped : `BigInt.asUintN(64, ${wrapped})`;
    }
    const wrapped = `${cx.imports.value("wrapped32")}(${where})`;
    if (scalar.bits === 32) return scalar.signed ? `${wrapped}` : `${wrapped} >>> 0`;
    const shift = 32 - scalar.bits;
    return scalar.signed ? `(${wrapped} << ${shift}) >> ${shift}` : `${wrapped} & ${rangeOf(scalar)[1]}`;
  }

  #parameter({ name, type, modular }: MacroParameter, index: number, nonnull: boolean, cx: Context): ParameterCode {
    const local = placeholder(index);
    const checked = this.given[index]?.checked ?? local;
    const scalar = isUsed({ type }) ? scalarOf(type, cx) : null;
    const isWide = scalar?.kind === "integer" && isBig(scalar) && !modular;
    const isRest = this.given[index]?.isRest === true;
    return { type, isRest, given: local, name: JSON.stringify(name), nonnull, checked: { text: checked, isWide } };
  }

  /** Statements for what can stand in front of the value, and the value. */
  #body(body: Expression, result: Meaning["result"], ec: ExpressionContext): readonly string[] {
    if (body.kind === "let") {
      const { value, local, inner } = bind(body, ec);
      return [`const ${local} = ${value};`, ...this.#body(body.body, result, inner)];
    }
    if (body.kind === "comma") {
      const effect = effectText(body.left, ec);
      return [...(effect === null ? [] : [`${effect};`]), ...this.#body(body.right, result, ec)];
    }
    if (ec.cx.types.resolve(result).kind === "void") {
      const effect = effectText(body, ec);
      return effect === null ? [] : [`${effect};`];
    }
    const { text, type } = resultCode(body, result, ec);
    this.#result = type;
    return [`return ${text};`];
  }
}

function writeObject(made: MacroFunction, head: string, fill: (text: string) => string, writer: ModuleWriter): void {
  writer.writeLine(`${head}: { readonly value: ${made.result} } = {`);
  writer.writeLine(`  get value(): ${made.result} {`);
  for (const line of made.lines) for (const one of breakLine(fill(line), 2)) writer.writeLine(one);
  writer.writeLine("  },");
  writer.writeLine("};");
}

const UNCHECKED: Omit<Given, "type"> = { check: null, checked: null, isRest: false };

function isRest({ name }: MacroParameter): boolean {
  return name.endsWith("...");
}

function isUsed({ type }: Pick<MacroParameter, "type">): boolean {
  return type.kind !== "void";
}

function write(declaration: MacroDeclaration, made: MacroFunction, writer: ModuleWriter, cx: Context): void {
  const { local, exported } = cx.names.ordinary(declaration.name);
  const names = parameterNames(
    made.wanted,
    new Set([...referredNames(made.lines.join("\n").replaceAll(/\ue000\d+\ue001/g, "")), local]),
  );
  const fill = (text: string): string =>
    text.replaceAll(/\ue000(\d+)\ue001/g, (_, i: string) => names[Number(i)] ?? "");
  const renamed = new Map((declaration.parameters ?? []).map((name, i) => [name, names[i] ?? name]));
  emitComment({ prototype: macroText(declaration), renamed, ...declaration }, writer);
  if (declaration.parameters === null) {
    writeObject(made, `${exported === local ? "export " : ""}const ${local}`, fill, writer);
    return;
  }
  const typed = made.given.map(({ type, isRest }, i) => `${isRest ? "..." : ""}${names[i] ?? ""}: ${type}`);
  writer.writeLine(`${exported === local ? "export " : ""}function ${local}(${typed.join(", ")}): ${made.result} {`);
  for (const line of made.lines) for (const one of breakLine(fill(line), 1)) writer.writeLine(one);
  writer.writeLine("}");
}
