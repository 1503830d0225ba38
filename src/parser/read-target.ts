import type { Target } from "../spec/spec.ts";
import { evaluate } from "./clang/evaluate.ts";
import { withTranslationUnit } from "./clang/translation-unit.ts";

/** Expressions whose values are the data model; the names are the compiler's predefined macros, or its own operators. */
const QUESTIONS = {
  pointer: "sizeof(void *) * 8",
  long: "sizeof(long) * 8",
  charSigned: "(char)-1 < 0",
  wchar: "sizeof(__WCHAR_TYPE__) * 8",
  wcharSigned: "(__WCHAR_TYPE__)-1 < 0",
  little: "__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__",
} as const;

/**
 * The data model that clang has for these arguments, as clang itself computes it.
 *
 * @param triple clang's normalised target triple.
 */
export function readTarget(triple: string, command: readonly string[]): Target {
  const names = Object.keys(QUESTIONS) as readonly (keyof typeof QUESTIONS)[];
  const text = names.map((name) => `long long q_${name} = ${QUESTIONS[name]};\n`).join("");
  return withTranslationUnit(
    { arguments: command, source: { file: "c2ts-target.c", text }, others: [], macros: false },
    (unit) => {
      const answers = new Map<string, number>();
      for (const cursor of unit.cursor.children) {
        const value = evaluate(cursor);
        if (value?.kind === "int") answers.set(cursor.spelling, Number(value.value));
      }
      const answer = (name: keyof typeof QUESTIONS): number => {
        const value = answers.get(`q_${name}`);
        if (value === undefined) throw new Error(`clang did not evaluate ${QUESTIONS[name]}`);
        return value;
      };
      return {
        triple,
        endian: answer("little") === 1 ? "little" : "big",
        pointerBits: answer("pointer") === 32 ? 32 : 64,
        longBits: answer("long") === 32 ? 32 : 64,
        charSigned: answer("charSigned") === 1,
        wcharBits: answer("wchar") === 16 ? 16 : 32,
        wcharSigned: answer("wcharSigned") === 1,
      };
    },
  );
}
