import { POSITIONAL_NAMES } from "../spec/positional-names.ts";
import type { SourceText } from "./clang/translation-unit.ts";

/** A macro to ask the compiler about. */
export interface MacroProbe {
  readonly name: string;
  /** A function-like macro has no value of its own; it is only asked whether it is still defined. */
  readonly functionLike: boolean;
  /** Whether the headers define it more than once. */
  readonly isRedefined: boolean;
  /** The replacement list as the header has it; `null` if it is not known. It decides what is worth asking. */
  readonly body: string | null;
  /** Whether its value is computed by operators, of it or of a macro that it names: C may leave that undefined. */
  readonly computes: boolean;
}

/** What is asked about a macro, in the order of the lines. */
export type ProbeQuestion =
  /** A variable with the macro as its initializer. */
  | "value"
  /** The same as an address: for pointers that are numbers. */
  | "address"
  /** `typeof` of it: for types, and for names of functions and variables. */
  | "typeof"
  /** A typedef that is written with it: for types, with the names they are spelled by. */
  | "type"
  /** Its use where nothing may stand that C leaves undefined. */
  | "defined";

/** Prefixes of the probes' names; no header uses them. */
export const PREFIX: Readonly<Record<ProbeQuestion, string>> = {
  value: "c2ts_probe_value_",
  address: "c2ts_probe_address_",
  typeof: "c2ts_probe_typeof_",
  type: "c2ts_probe_type_",
  defined: "c2ts_probe_defined_",
};

const MEANING = ["value", "address", "typeof", "type"] as const;
/** A variable in front of them. */
export const FIRST = "c2ts_probes";

const QUESTIONS: readonly ProbeQuestion[] = [...MEANING, "defined"];

/** Text of the `#error` for a macro that is gone at the end of the headers. */
export const UNDEFINED = "c2ts: undefined";

/** Lines that one macro takes in the probe source, whatever is asked. */
const LINES = QUESTIONS.length + 4;

/** Makes such names something that is no constant. */
export const POSITIONAL: string = POSITIONAL_NAMES.map((name) => `#define ${name} c2ts_no_constant\n`).join("");

/** What a line of the probe source asks about. */
export interface ProbeLine {
  readonly name: string;
  /** `null` for the line that is compiled only if the macro is no longer defined. */
  readonly question: ProbeQuestion | null;
}

export interface ProbeSource {
  readonly text: SourceText;
  /** What stands on a line (1-based); `undefined` for one that is no probe. */
  placeOf(line: number): ProbeLine | undefined;
}

/** The source that includes the headers, then asks about each macro on lines of its own. */
export function probeSource(macros: readonly MacroProbe[], source: SourceText): ProbeSource {
  const before = `${source.text}${POSITIONAL}extern int ${FIRST};\n`;
  const head = before.split("\n").length - 1;
  const probes = macros.map((macro, i) => {
    const asked = questionsFor(macro);
    const lines = QUESTIONS.map((question) =>
      asked.includes(question) ? `${probe(question, i, macro.name)}\n` : "\n",
    );
    return `#ifdef ${macro.name}\n${lines.join("")}#else\n#error ${UNDEFINED}\n#endif\n`;
  });
  return {
    // clang reports what is open at the end of the file behind the last token, which must not be a macro's.
    text: { file: source.file, text: `${before}${probes.join("")}extern int c2ts_probe_end;\n` },
    placeOf(line) {
      const at = line - head - 1;
      const name = macros[Math.floor(at / LINES)]?.name;
      return name === undefined ? undefined : { name, question: QUESTIONS[(at % LINES) - 1] ?? null };
    },
  };
}

function probe(question: ProbeQuestion, index: number, name: string): string {
  const variable = `${PREFIX[question]}${index}`;
  switch (question) {
    // Without parentheses: in them, `1, 2` would be 2.
    case "value":
      return `__auto_type ${variable} = ${name};`;
    case "address":
      return `__auto_type ${variable} = (__UINTPTR_TYPE__)(${name});`;
    case "typeof":
      return `typedef __typeof__(${name}) ${variable};`;
    case "type":
      return `typedef ${name} ${variable};`;
    case "defined":
      return `void ${variable}(void) __attribute__((enable_if((${name}, 1), "")));`;
  }
}

/** A number or character and nothing else, signs and parentheses aside. */
const LITERAL = /^[(\s]*[-+~!\s]*[(\s]*(?:\.?\d[\w.]*(?:[eEpP][-+][\w.]*)?|(?:u8|[LuU])?'(?:\\.|[^'\\])*')[)\s]*$/;
/** What begins a declaration or statement, and no expression or type. To clang `_Complex` alone is a type, to C it is none. */
const STATEMENT =
  /^(?:extern|static|inline|__inline|__inline__|typedef|if|else|for|while|do|switch|return|goto)\b|^(?:_Complex|__complex__)$/;
/** By C89's rules each of these is an `int`. */
const QUALIFIERS = /^(?:(?:const|volatile|restrict|__(?:const|volatile|restrict)(?:__)?)\b\s*)+$/;
/** What begins an expression that is neither a type nor a name, behind parentheses. */
const EXPRESSION = /^[(\s]*(?:[-+~!&*\d"'.]|(?:u8|[LuU])["'])/;

/** A comma or semicolon outside of parentheses: a list is no value, though `(1, 2)` is, and declarations are none. */
function isList(body: string): boolean {
  let depth = 0;
  for (const [piece] of body.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[()[\]{},;]/g)) {
    if ((piece === "," || piece === ";") && depth === 0) return true;
    if (/^[([{]/.test(piece)) depth++;
    else if (/^[)\]}]/.test(piece)) depth--;
  }
  return false;
}

/** What is worth asking about a macro, told by how its definition looks; asking more would be no mistake, only slower. */
export function questionsFor(macro: MacroProbe): readonly ProbeQuestion[] {
  const asked = meaningQuestions(macro);
  return macro.computes && asked.length > 0 ? [...asked, "defined"] : asked;
}

function meaningQuestions({ functionLike, body }: MacroProbe): readonly Exclude<ProbeQuestion, "defined">[] {
  if (functionLike || body === "") return [];
  if (body === null) return MEANING;
  if (LITERAL.test(body)) return ["value"];
  if (STATEMENT.test(body) || QUALIFIERS.test(body) || isList(body)) return [];
  if (EXPRESSION.test(body) || /[{};]/.test(body)) return ["value", "address"];
  // No type begins with one, and clang would take what is in it for the name of what it declares.
  return body.startsWith("(") ? ["value", "address", "typeof"] : MEANING;
}
