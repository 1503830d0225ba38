import { effectOf, type LocatedProblem, problemText } from "../spec/diagnostic.ts";
import type { BoundHeader } from "./header-bindings.ts";

/** What is said one by one. */
const LIMIT = 10;

/**
 * What of a header is not in its module though a program names it, and why; and which of its options did nothing. Of what nobody names nothing is
 * said: a system's header may leave out a thousand declarations.
 *
 * @param words of the files that import it.
 */
export function warningsOf(
  { problems }: Pick<BoundHeader, "problems">,
  header: string,
  words: ReadonlySet<string>,
): readonly string[] {
  const own = problems.filter(({ problem }) => problem.code === "unmatched-pattern" || problem.code === "not-renamed");
  const lost = problems.filter(({ problem }) => effectOf(problem) === "loss" && isNamed(problem, words));
  const more = lost.length - LIMIT;
  const rest = `${header}: ${more} more left out; \`c2ts inspect ${header} <name>\` says why`;
  return [...own, ...lost.slice(0, LIMIT)].map(textOf).concat(more > 0 ? [rest] : []);
}

function isNamed(problem: LocatedProblem["problem"], words: ReadonlySet<string>): boolean {
  // The name is there, as the function's.
  if (!("decl" in problem) || problem.code === "macro-over-function") return false;
  const { decl } = problem;
  return [decl, `struct_${decl}`, `union_${decl}`, `enum_${decl}`].some((name) => words.has(name));
}

/** What the compiler has against a C file, as it says it. */
export function compilerWarnings({ warnings }: Pick<BoundHeader, "warnings">): readonly string[] {
  return warnings.map(({ file, line, column, text }) => `${file}:${line}:${column}: ${text}`);
}

function textOf({ problem, location }: LocatedProblem): string {
  const place = location === null ? "" : `${location.file}:${location.line}: `;
  return place + problemText(problem).replace("--shim wraps", "the import's `shim` wraps");
}
