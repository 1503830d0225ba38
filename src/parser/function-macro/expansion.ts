import * as clang from "../clang/libclang.ts";
import type { SourceText, TranslationUnit } from "../clang/translation-unit.ts";
import { POSITIONAL } from "../probe-source.ts";
import { readStringLiteral } from "../read-string-literal.ts";

/** A macro as its definition has it: a function-like one, or an object-like one that may compute something of variables. */
export interface MacroSignature {
  readonly name: string;
  readonly isFunctionLike: boolean;
  readonly parameters: readonly string[];
  /** Tokens of the replacement list. */
  readonly body: readonly string[];
}

/** Whether a macro's parameters end with variable arguments: `...`, or GNU's `args...`. */
export function isVariadic(parameters: readonly string[]): boolean {
  return parameters.at(-1)?.endsWith("...") === true;
}

/** How a program writes the macro. */
export function macroUse({ name, isFunctionLike }: MacroSignature, given: readonly string[]): string {
  return isFunctionLike ? `${name}(${given.join(", ")})` : name;
}

/** What stands for an argument when a macro is expanded to be looked at. Nothing that `##` adds makes it another one. */
export function expansionParameter(index: number): string {
  return `c2ts_p${index}_`;
}

/** Prefix of the variables that hold expansions. */
const PREFIX = "c2ts_expansion_";

/** A variable in front of them. */
const FIRST = "c2ts_expansions";

/** How many variable arguments are tried beside one: what a macro makes of them may depend on that. */
const COUNTS: readonly number[] = [0, 2, 3, 9];

/** Macros that turn what their arguments expand to into a string literal. */
const HEAD = `${POSITIONAL}#define c2ts_quote(...) #__VA_ARGS__\n#define c2ts_expand(...) c2ts_quote(__VA_ARGS__)\n`;

/**
 * What function-like macros expand to, as text: the preprocessor writes it into string literals, whatever it is. They stand
 * in front of what else the same source asks the compiler.
 */
export class Expansions {
  readonly #macros: readonly MacroSignature[];
  readonly #texts = new Map<string, string>();
  /** Of macros with variable arguments, by how many are given. */
  readonly #counted = new Map<string, Map<number, string>>();

  constructor(macros: readonly MacroSignature[]) {
    this.#macros = macros.filter(({ body }) => isBalanced(body));
  }

  /** The source with the questions behind it. */
  behind({ file, text }: SourceText): SourceText {
    if (this.#macros.length === 0) return { file, text };
    const questions = this.#macros.map((macro, i) => {
      const given = macro.parameters.map((_, k) => expansionParameter(k));
      const counts = isVariadic(macro.parameters) ? COUNTS : [];
      const counted = counts.map((count) => {
        const rest = Array.from({ length: count }, () => given.at(-1) ?? "");
        return question(`${i}_${count}`, macroUse(macro, [...given.slice(0, -1), ...rest]));
      });
      return `#ifdef ${macro.name}\n${question(`${i}`, macroUse(macro, given))}${counted.join("")}#endif\n`;
    });
    return { file, text: `${text}${HEAD}extern int ${FIRST};\n${questions.join("")}` };
  }

  /** Takes the answers from a unit of that source. */
  read(unit: TranslationUnit): void {
    // From the end: the declarations of the headers are many, and names are slow to ask for.
    for (const cursor of [...unit.cursor.children].reverse()) {
      if (cursor.kind !== clang.CXCursor_VarDecl) continue;
      const { spelling } = cursor;
      if (spelling === FIRST) return;
      if (!spelling.startsWith(PREFIX)) continue;
      const literal = cursor.children.find(({ kind }) => kind === clang.CXCursor_StringLiteral);
      const value = literal === undefined ? null : readStringLiteral(literal);
      const [index, count] = spelling.slice(PREFIX.length).split("_");
      const macro = this.#macros[Number(index)];
      if (macro === undefined || value?.kind !== "string") continue;
      if (count === undefined) this.#texts.set(macro.name, value.value);
      else {
        const counted = this.#counted.get(macro.name) ?? new Map<number, string>();
        this.#counted.set(macro.name, counted.set(Number(count), value.value));
      }
    }
  }

  /** Of a macro with variable arguments, by other numbers of them than one. */
  counted(name: string): ReadonlyMap<number, string> {
    return this.#counted.get(name) ?? new Map();
  }

  /** `null` where the preprocessor could not expand it by itself. */
  of(name: string): string | null {
    return this.#texts.get(name) ?? null;
  }
}

function question(index: string, use: string): string {
  return `const char ${PREFIX}${index}[] = c2ts_expand(${use});\n`;
}

/** Whether a replacement list closes what it opens: one that does not would take what follows it into the expansion. */
function isBalanced(body: readonly string[]): boolean {
  let depth = 0;
  for (const token of body) {
    if (token === "(") depth++;
    else if (token === ")" && --depth < 0) return false;
  }
  return depth === 0;
}
