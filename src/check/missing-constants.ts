import type { MacroDeclaration } from "../spec/declaration.ts";
import { POSITIONAL_NAMES } from "../spec/positional-names.ts";
import type { Spec } from "../spec/spec.ts";
import { askCompiler, type Question } from "./ask-compiler.ts";
import { type CCompiler, runCompiler } from "./c-compiler.ts";
import { CLASSES } from "./scalar-class.ts";

/**
 * Object-like macros that a spec has no value for and a C compiler has: integer, floating and string constants.
 *
 * @param includes the headers as C text.
 * @throws CompilerError if the compiler refuses the headers.
 */
export function missingConstants(spec: Spec, includes: string, compiler: CCompiler): readonly MacroDeclaration[] {
  const candidates = spec.declarations.filter(
    (declaration): declaration is MacroDeclaration =>
      declaration.kind === "macro" && declaration.parameters === null && declaration.meaning === null,
  );
  const undeclared = undeclaredNames(candidates, includes, compiler);
  const macros = candidates.filter(({ name, body }) => !undeclared.has(name) && !body.some(isBeyondAllTypes));
  const questions = macros.flatMap(({ name }) => [number(name), string(name)]);
  const answers = askCompiler(compiler, includes + NOT_CONSTANT, questions);
  return macros.filter((_, i) => answers[2 * i]?.kind === "bytes" || answers[2 * i + 1]?.kind === "bytes");
}

/** An integer that no type holds is no constant (C17 6.4.4p2); gcc warns of it, and takes its last 64 bits. */
function isBeyondAllTypes(token: string): boolean {
  const digits = /^(0x[0-9a-f]+|0b[01]+|[0-9]+)[ul]*$/i.exec(token)?.[1] ?? "0";
  return BigInt(digits.replace(/^0(?=[0-7]+$)/, "0o")) >= 1n << 64n;
}

/**
 * Macros that expand to a name which occurs nowhere in the preprocessed headers, so that nothing can be known of it. Asking a compiler
 * about thousands of such names (ICU renames all its functions) takes it minutes, since it looks for similar ones.
 */
function undeclaredNames(
  macros: readonly MacroDeclaration[],
  includes: string,
  compiler: CCompiler,
): ReadonlySet<string> {
  const marks = macros.map(({ name }, i) => `"c2ts expands ${i}" ${name}\n`).join("");
  const text = `${includes}\n"c2ts expands"\n${marks}`;
  const { status, stdout } = runCompiler(compiler, [...compiler.arguments, "-E", "-P", "-x", "c", "-"], text);
  if (status !== 0) return new Set();
  const [headers = "", expanded = ""] = stdout.split('"c2ts expands"');
  const declared = new Set(headers.match(WORD) ?? []);
  const names = [...expanded.matchAll(/"c2ts expands (\d+)" +([\w$]+)$/gm)];
  return new Set(
    names.flatMap(([, index, word = ""]) => {
      const macro = macros[Number(index)];
      return macro === undefined || /^\d/.test(word) || declared.has(word) ? [] : [macro.name];
    }),
  );
}

const WORD = /[\p{ID_Start}_$][\p{ID_Continue}$]*/gu;

const NOT_CONSTANT = POSITIONAL_NAMES.map((name) => `#define ${name} c2ts_no_constant\n`).join("");

/** Only a real type has a case, and an object of static storage needs a constant (C17 6.7.9p4). */
function number(name: string): Question {
  const cases = CLASSES.map((type) => `${type}: 1`).join(", ");
  return { type: "long double", value: `(long double)(${name}) * _Generic((${name}), ${cases})` };
}

/** A string literal is an array: the address of its first element has another type than itself. */
function string(name: string): Question {
  const isPointer = `__builtin_types_compatible_p(__typeof__(${name}), __typeof__(&(${name})[0]))`;
  return { type: `char[sizeof(char[1 - 2 * ${isPointer}]) * sizeof("" ${name})]`, value: `"" ${name}` };
}
