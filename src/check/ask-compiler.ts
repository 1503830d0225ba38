import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type CCompiler, CompilerError, runCompiler } from "./c-compiler.ts";

/** A constant to be computed by the compiler: its C type, and an initializer for an object of static storage duration. */
export interface Question {
  readonly type: string;
  readonly value: string;
}

/** The constant's bytes, as they lie in memory on the compiler's target; or the compiler's words for why there are none. */
export type Answer =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "refused"; readonly reason: string };

/** Precedes each answer in the object file. */
const MAGIC = Buffer.from("c2ts\u0001answer\u00ad\u00fe\u0007", "latin1");
/** Magic, index and size, the two as little-endian 32-bit numbers whatever the target is. */
const HEAD = MAGIC.length + 8;

/**
 * Has a C compiler compute constants under some headers, and reads them from the object file. Nothing is linked and
 * nothing is run, so that the compiler may be one for another machine, and the headers need no library.
 *
 * A question that the compiler refuses does not spoil the others: they are asked again without it.
 *
 * @param includes text above the questions: `#include <zlib.h>`.
 * @returns one answer for each question.
 * @throws CompilerError if the compiler refuses the headers themselves.
 */
export function askCompiler(compiler: CCompiler, includes: string, questions: readonly Question[]): Answer[] {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-check-"));
  try {
    const unit: Unit = { compiler, includes, source: join(folder, "questions.c"), object: join(folder, "answers.o") };
    const answers = settle(questions, unit);
    // What was refused among others is asked once more, in case it was blamed for a neighbour.
    const refused = questions.filter((_, i) => answers[i]?.kind !== "bytes");
    const again = refused.length === 0 || refused.length === questions.length ? [] : settle(refused, unit);
    const second = new Map(again.map((answer, i) => [refused[i], answer]));
    return questions.map(
      (question, i) => second.get(question) ?? answers[i] ?? { kind: "refused", reason: "no answer" },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Unit {
  readonly compiler: CCompiler;
  readonly includes: string;
  /** Paths of the temporary files. */
  readonly source: string;
  readonly object: string;
}

/** Asks, leaves out what the compiler blames, and asks again; where it blames nothing, halves what is asked. */
function settle(questions: readonly Question[], unit: Unit): Answer[] {
  const answers = new Map<number, Answer>();
  let pending = questions.map((_, i) => i);
  while (pending.length > 0) {
    const asked = pending.map((i) => questions[i] ?? { type: "char", value: "0" });
    const result = compile(asked, unit);
    if (result.kind === "compiled") {
      pending.forEach((i, place) => {
        answers.set(i, result.answers[place] ?? { kind: "refused", reason: "the object file lacks the answer" });
      });
      break;
    }
    if (result.blamed.size > 0) {
      for (const [place, reason] of result.blamed) answers.set(pending[place] ?? -1, { kind: "refused", reason });
      pending = pending.filter((i) => !answers.has(i));
    } else if (asked.length > 1) {
      checkHeaders(unit);
      const middle = asked.length >> 1;
      const halves = [...settle(asked.slice(0, middle), unit), ...settle(asked.slice(middle), unit)];
      pending.forEach((i, place) => {
        answers.set(i, halves[place] ?? { kind: "refused", reason: result.reason });
      });
      break;
    } else {
      checkHeaders(unit);
      answers.set(pending[0] ?? -1, { kind: "refused", reason: result.reason });
      break;
    }
  }
  return questions.map((_, i) => answers.get(i) ?? { kind: "refused", reason: "no answer" });
}

/** Whether it is the headers that the compiler refuses. */
function checkHeaders(unit: Unit): void {
  const result = compile([], unit);
  if (result.kind === "compiled") return;
  const name = unit.compiler.command.join(" ");
  throw new CompilerError("headers-refused", `${name} does not compile the headers:\n${result.messages}`);
}

type Compiled =
  | { readonly kind: "compiled"; readonly answers: readonly Answer[] }
  | {
      readonly kind: "failed";
      /** Places of the questions that errors point at, and the first error of each. */
      readonly blamed: ReadonlyMap<number, string>;
      /** The first error of all. */
      readonly reason: string;
      readonly messages: string;
    };

function compile(questions: readonly Question[], { compiler, includes, source, object }: Unit): Compiled {
  const head = includes.endsWith("\n") || includes === "" ? includes : `${includes}\n`;
  const first = head.split("\n").length;
  writeFileSync(source, head + questions.map(questionLine).join(""));
  rmSync(object, { force: true });
  const { error, status, stderr } = runCompiler(
    compiler,
    [...compiler.arguments, ...reporting(compiler), "-w", "-O0", "-c", "-x", "c", source, "-o", object],
    "",
  );
  if (error === undefined && status === 0) {
    return { kind: "compiled", answers: readAnswers(readFileSync(object), questions.length) };
  }
  const blamed = new Map<number, string>();
  let reason: string | null = null;
  for (const [, file = "", line = "", message = ""] of stderr.matchAll(ERROR)) {
    reason ??= message;
    const place = Number(line) - first;
    if (file === source && place >= 0 && place < questions.length && !blamed.has(place)) blamed.set(place, message);
  }
  const lines = stderr
    .replaceAll(`${dirname(source)}/`, "")
    .trim()
    .split("\n");
  const messages = lines.slice(0, MOST_MESSAGES).join("\n");
  return { kind: "failed", blamed, reason: reason ?? error?.message ?? `exit code ${status}`, messages };
}

/** Lines of the compiler's messages that an error of ours repeats. */
const MOST_MESSAGES = 10;

const ERROR = /^(.*?):(\d+):(?:\d+:)? (?:fatal )?error: (.*)$/gm;

/** All errors, each on the line of the question: not where the macro was defined that it comes from. */
function reporting({ macros }: CCompiler): readonly string[] {
  return macros.has("__clang__") ? ["-ferror-limit=0"] : ["-ftrack-macro-expansion=0"];
}

/** One line, so that the line of an error tells the question. What headers could redefine is spelled with underscores. */
function questionLine({ type, value }: Question, index: number): string {
  const bytes = (number: string): string =>
    `{ (${number}) & 255, (${number}) >> 8 & 255, (${number}) >> 16 & 255, (${number}) >> 24 & 255 }`;
  return (
    `extern int c2ts_guard; const struct __attribute__((__packed__)) ` +
    `{ unsigned char c2ts_magic[${MAGIC.length}], c2ts_index[4], c2ts_size[4]; __typeof__(${type}) c2ts_value; } ` +
    `c2ts_answer_${index} = { { ${[...MAGIC].join(", ")} }, ${bytes(`${index}`)}, ${bytes(`sizeof(${type})`)}, ${value} };\n`
  );
}

function readAnswers(object: Buffer, count: number): readonly Answer[] {
  const found = new Map<number, Answer>();
  for (let at = object.indexOf(MAGIC); at >= 0; at = object.indexOf(MAGIC, at + 1)) {
    const size = object.readUInt32LE(at + MAGIC.length + 4);
    const bytes = Uint8Array.from(object.subarray(at + HEAD, at + HEAD + size));
    found.set(object.readUInt32LE(at + MAGIC.length), { kind: "bytes", bytes });
  }
  return Array.from(
    { length: count },
    (_, i) => found.get(i) ?? { kind: "refused", reason: "the object file lacks the answer" },
  );
}
