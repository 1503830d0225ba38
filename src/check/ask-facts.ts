import { type Answer, askCompiler } from "./ask-compiler.ts";
import type { CCompiler } from "./c-compiler.ts";
import type { Fact } from "./fact.ts";

type AskedFact = Pick<Fact, "question" | "names">;

/**
 * The compiler's answer to each fact.
 *
 * @param includes the headers as C text.
 * @throws CompilerError if the compiler refuses the headers.
 */
export function askFacts(compiler: CCompiler, includes: string, facts: readonly AskedFact[]): Answer[] {
  const answers = new Map<AskedFact, Answer>();
  for (const names of ["declarations", "macros"] as const) {
    const asked = facts.filter((fact) => fact.names === names);
    const questions = asked.map(({ question }) => question);
    const text =
      names === "macros" ? includes : includes + withoutMacros(questions.map(({ type, value }) => type + value));
    askCompiler(compiler, text, questions).forEach((answer, i) => {
      const fact = asked[i];
      if (fact !== undefined) answers.set(fact, answer);
    });
  }
  return facts.map((fact) => answers.get(fact) ?? { kind: "refused", reason: "it was not asked" });
}

/** Makes every name in some C text mean what is declared, whatever macros the headers define. */
function withoutMacros(texts: readonly string[]): string {
  const names = new Set(texts.flatMap((text) => text.match(/[\p{ID_Start}_$][\p{ID_Continue}$]*/gu) ?? []));
  names.delete("defined"); // no macro can have this name, and the preprocessor refuses to hear it
  return [...names].map((name) => `#undef ${name}\n`).join("");
}
