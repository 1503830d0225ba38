import { POSITIONAL_NAMES } from "../spec/positional-names.ts";
import { type Evaluated, evaluate } from "./clang/evaluate.ts";
import * as clang from "./clang/libclang.ts";
import { withTranslationUnit } from "./clang/translation-unit.ts";
import { PROBE_DIAGNOSTICS, type ProbeOptions } from "./probe-options.ts";

/** What the compiler says of each expression, in their order; `null` where that is no constant number. */
export type Answers = readonly (Evaluated | null)[];

/** Something to be found out in steps: yields C expressions, is given their values, and returns what they add up to. */
export type Asking<T> = Generator<readonly string[], T, Answers>;

/** Does several things at once, so that each step is one question. */
export function* together<T>(askings: readonly Asking<T>[]): Asking<readonly T[]> {
  const states = askings.map((asking) => ({ asking, step: asking.next([]) }));
  for (;;) {
    const open = states.filter(({ step }) => step.done !== true);
    if (open.length === 0) return states.flatMap(({ step }) => (step.done === true ? [step.value] : []));
    const wanted = open.map(({ step }) => (step.done === true ? [] : step.value));
    const answers = yield wanted.flat();
    let at = 0;
    open.forEach((state, i) => {
      const count = wanted[i]?.length ?? 0;
      state.step = state.asking.next(answers.slice(at, at + count));
      at += count;
    });
  }
}

/** Lets the compiler answer: one parse of the headers for each step. */
export function runAsking<T>(asking: Asking<T>, options: ProbeOptions): T {
  let step = asking.next([]);
  while (step.done !== true) {
    const wanted = step.value;
    step = asking.next(wanted.length === 0 ? [] : ask(wanted, options));
  }
  return step.value;
}

const PREFIX = "c2ts_ask_";
const POSITIONAL = POSITIONAL_NAMES.map((name) => `#define ${name} c2ts_no_constant\n`).join("");

function ask(expressions: readonly string[], options: ProbeOptions): Answers {
  const before = options.source.text + POSITIONAL;
  const head = before.split("\n").length - 1;
  const lines = expressions.map((expression, i) => `__auto_type ${PREFIX}${i} = ${expression};\n`);
  const parse = {
    arguments: [...options.arguments, ...PROBE_DIAGNOSTICS],
    source: { file: options.source.file, text: before + lines.join("") },
    others: options.others,
    macros: false,
  };
  return withTranslationUnit(parse, (unit) => {
    const faulty = new Set<number>();
    for (const { severity, position } of unit.diagnostics) {
      const isFault = severity === "error" || severity === "fatal";
      if (isFault && position?.file === options.source.file) faulty.add(position.line - head - 1);
    }
    const answers: (Evaluated | null)[] = expressions.map(() => null);
    for (const cursor of unit.cursor.children) {
      if (cursor.kind !== clang.CXCursor_VarDecl || !cursor.spelling.startsWith(PREFIX)) continue;
      const index = Number(cursor.spelling.slice(PREFIX.length));
      if (!faulty.has(index)) answers[index] = evaluate(cursor);
    }
    return answers;
  });
}
