import { effectOf, type LocatedProblem, problemText } from "../spec/diagnostic.ts";
import type { BoundHeader } from "./header-bindings.ts";

/** What is said one by one: a system's header may leave out a thousand, of which a program wants none. */
const LIMIT = 10;

/** What of a header is not in its module, and why, for somebody who builds a program. A macro that stands for no value is no loss. */
export function warningsOf({ problems }: Pick<BoundHeader, "problems">, header: string): readonly string[] {
  const own = problems.filter(({ problem }) => problem.code === "unmatched-pattern" || problem.code === "not-renamed");
  const lost = problems.filter(({ problem }) => effectOf(problem) === "loss");
  const more = lost.length - LIMIT;
  const rest = `${header}: ${more} more left out; \`c2ts inspect ${header} <name>\` says why`;
  return [...own, ...lost.slice(0, LIMIT)].map(textOf).concat(more > 0 ? [rest] : []);
}

/** What the compiler has against a C file, as it says it. */
export function compilerWarnings({ warnings }: Pick<BoundHeader, "warnings">): readonly string[] {
  return warnings.map(({ file, line, column, text }) => `${file}:${line}:${column}: ${text}`);
}

function textOf({ problem, location }: LocatedProblem): string {
  const place = location === null ? "" : `${location.file}:${location.line}: `;
  return place + problemText(problem);
}
