import type { Said } from "../child/report.ts";
import type { Case } from "../model/case.ts";
import { explains } from "./explains.ts";
import type { Outcome } from "./outcome.ts";

/** Facts by key, of one case. */
export type Facts = ReadonlyMap<string, string>;

/** Lines of the C program: `3 sizeof(struct s): 8`. */
export function parseFacts(text: string): ReadonlyMap<number, Facts> {
  const cases = new Map<number, Map<string, string>>();
  for (const line of text.split("\n")) {
    const found = /^(\d+) (.*?): (.*)$/.exec(line);
    if (found === null) continue;
    const [, index = "", key = "", value = ""] = found;
    const facts = cases.get(Number(index)) ?? new Map<string, string>();
    facts.set(key, value.trim());
    cases.set(Number(index), facts);
  }
  return cases;
}

/** Holds what TypeScript saw of a case against what C says. Everything that C printed must have an answer. */
export function compare(one: Case, want: Facts, said: readonly Said[]): Outcome {
  const mine = said.filter((line) => "index" in line && line.index === one.index);
  const got = new Map(mine.flatMap((line) => (line.kind === "value" ? [[line.key, line.text.trim()] as const] : [])));
  const refused = mine.flatMap((line) => (line.kind === "refused" ? [{ key: line.key, problem: line.problem }] : []));
  const untried = mine.flatMap((line) => (line.kind === "untried" ? [line.key] : []));
  const errors = mine.flatMap((line) => (line.kind === "error" ? [{ key: line.key, message: line.message }] : []));
  const silent = [...refused.map(({ key }) => key), ...untried, ...errors.map(({ key }) => key)];
  const faults = errors.map(({ key, message }) => `${key}: ${message}`);
  let [facts, calls] = [0, 0];
  for (const [key, text] of want) {
    const answer = got.get(key);
    if (answer === undefined) {
      if (
        !silent.some((quiet) =>
          belongs(
            key,
            quiet,
            errors.some((error) => error.key === "spec"),
          ),
        )
      ) {
        faults.push(`${key}: C says ${shortened(text, "")[0]}, TypeScript nothing`);
      }
      continue;
    }
    if (answer === text) {
      if (!key.startsWith("call ")) facts += 1;
      else if (key.endsWith(" out")) calls += 1;
      continue;
    }
    const [left, right] = shortened(text, answer);
    faults.push(`${key}: C says ${left}, TypeScript ${right}`);
  }
  for (const key of got.keys()) if (!want.has(key)) faults.push(`${key}: TypeScript says something, C nothing`);
  for (const { key, problem } of refused) {
    const unexplained = explains(one, key, problem, want);
    if (unexplained !== null)
      faults.push(`${key}: refused without a cause: ${JSON.stringify(problem)} (${unexplained})`);
  }
  return { index: one.index, faults, refused, untried, facts, calls };
}

/** `call f in` belongs to `call f`, `get s.m` to `set s.m`, every layout fact to `spec`. */
function belongs(key: string, quiet: string, specFailed: boolean): boolean {
  if (key === quiet || key.startsWith(`${quiet} `)) return true;
  if (key.startsWith("get ") && quiet === `set ${key.slice(4)}`) return true;
  return specFailed && !/^(call|set|get|global) /.test(key);
}

/** Two long texts from shortly before the place where they part. */
function shortened(a: string, b: string): readonly [string, string] {
  if (a.length < 200 && b.length < 200) return [a, b];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const from = Math.max(0, at - 60);
  const cut = (text: string): string =>
    `${from > 0 ? "…" : ""}${text.slice(from, at + 80)}${text.length > at + 80 ? "…" : ""}`;
  return [cut(a), cut(b)];
}
