import type { EmittedModule, LocatedProblem } from "../index.ts";

type Counts = EmittedModule["counts"];

/** Options of every command that ends with a report. */
export interface ReportOptions {
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly strict?: boolean;
}

/** `warning` on its own line, as compilers print it: `sqlite3.h:5000:1: warning: …`. */
export async function printProblems(problems: readonly LocatedProblem[]): Promise<void> {
  const { problemText, severityOf } = await import("../headers.ts");
  for (const { problem, location } of problems) {
    const place = location === null ? "" : `${location.file}:${location.line}:${location.column}: `;
    process.stderr.write(`${place}${severityOf(problem)}: ${problemText(problem)}\n`);
  }
}

/** Problems for programs: code, severity, place and sentence of each. */
export async function problemsJson(problems: readonly LocatedProblem[]): Promise<readonly object[]> {
  const { problemText, severityOf } = await import("../headers.ts");
  return problems.map(({ problem, location }) => ({
    ...problem,
    severity: severityOf(problem),
    location,
    text: problemText(problem),
  }));
}

/** `286 functions, 29 records, 4 enums, 460 constants; 34 left out (--verbose says why)`. */
export function summary(counts: Counts, verbose: boolean): string {
  const parts = [
    plural(counts.functions, "function"),
    plural(counts.records, "record"),
    plural(counts.enums, "enum"),
    plural(counts.constants, "constant"),
    ...(counts.globals > 0 ? [plural(counts.globals, "global")] : []),
  ];
  const hint = counts.leftOut > 0 && !verbose ? " (--verbose says why)" : "";
  return `${parts.join(", ")}; ${counts.leftOut} left out${hint}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
