import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A C statement that prints one line of facts, such as `printf("%zu\n", sizeof(int));`. */
export type Question = string;

/**
 * What the system's C compiler answers: compiles one program of all questions and runs it.
 * @param includes the text above `main`, for example `#include <zlib.h>`.
 * @returns one line for each question.
 */
export function askCompiler(includes: string, questions: readonly Question[], flags: readonly string[] = []): string[] {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-ask-"));
  try {
    const source = join(folder, "ask.c");
    const program = join(folder, "ask");
    writeFileSync(source, programOf(includes, questions));
    execFileSync("cc", ["-w", "-O0", ...flags, "-o", program, source], { stdio: ["ignore", "inherit", "inherit"] });
    const lines = execFileSync(program, { encoding: "utf8", maxBuffer: 2 ** 28 })
      .split("\n")
      .slice(0, -1);
    if (lines.length !== questions.length) throw new Error(`${questions.length} questions, ${lines.length} answers`);
    return lines;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One function for each question: a header may be large, and compilers are slow on long functions. */
function programOf(includes: string, questions: readonly Question[]): string {
  const functions = questions.map((question, i) => `static void ask${i}(void) { ${question} }`);
  const calls = questions.map((_, i) => `  ask${i}();`);
  return `${includes}
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
static void hex(const void *memory, size_t size) {
  for (size_t i = 0; i < size; i++) printf("%02x", ((const unsigned char *)memory)[i]);
  printf("\\n");
}
${functions.join("\n")}
int main(void) {
${calls.join("\n")}
  return 0;
}
`;
}
