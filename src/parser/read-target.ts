import type { Target } from "../spec/spec.ts";
import type { Cursor } from "./clang/cursor.ts";
import { evaluate } from "./clang/evaluate.ts";
import type { TranslationUnit } from "./clang/translation-unit.ts";

/** Expressions whose values are the data model; the names are the compiler's predefined macros, or its own operators. */
const QUESTIONS = {
  pointer: "sizeof(void *) * 8",
  long: "sizeof(long) * 8",
  charSigned: "(char)-1 < 0",
  wchar: "sizeof(__WCHAR_TYPE__) * 8",
  wcharSigned: "(__WCHAR_TYPE__)-1 < 0",
  little: "__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__",
} as const;

/** Prefix of the variables that ask; no header uses it. */
const PREFIX = "c2ts_target_";

/** Declarations whose values are the answers. They stand behind the headers, in the same unit: a parse of their own would cost more. */
export const TARGET_QUESTIONS: string = asThemselves(
  Object.entries(QUESTIONS)
    .map(([name, question]) => `static const long long ${PREFIX}${name} = ${question};\n`)
    .join(""),
);

/** C text in which no word is a macro of a header's, not even a keyword: `#define long int`. */
function asThemselves(text: string): string {
  const words = new Set(text.match(/\b[a-z]\w*/g)); // __BYTE_ORDER__ is the compiler's own macro
  return [...[...words].map((word) => `#undef ${word}\n`), text].join("");
}

/**
 * The data model that clang has for a unit, as clang itself computes it.
 *
 * @param globals variables of the unit, `TARGET_QUESTIONS` among them.
 */
export function readTarget(unit: TranslationUnit, globals: readonly Cursor[]): Target {
  const answers = new Map<string, number>();
  for (const cursor of globals) {
    const name = cursor.spelling;
    const value = name.startsWith(PREFIX) ? evaluate(cursor) : null;
    if (value?.kind === "int") answers.set(name.slice(PREFIX.length), Number(value.value));
  }
  const answer = (name: keyof typeof QUESTIONS): number => {
    const value = answers.get(name);
    if (value === undefined) throw new Error(`clang did not evaluate ${QUESTIONS[name]}`);
    return value;
  };
  return {
    triple: unit.triple,
    endian: answer("little") === 1 ? "little" : "big",
    pointerBits: answer("pointer") === 32 ? 32 : 64,
    longBits: answer("long") === 32 ? 32 : 64,
    charSigned: answer("charSigned") === 1,
    wcharBits: answer("wchar") === 16 ? 16 : 32,
    wcharSigned: answer("wcharSigned") === 1,
  };
}
