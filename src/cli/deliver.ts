import type { EmittedModule, LocatedProblem } from "../index.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { printProblems, problemsJson, type ReportOptions, summary } from "./report.ts";
import { UsageError } from "./usage-error.ts";

/** A file to write: where, and what. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

const EMPTY =
  "c2ts: note: the headers themselves declare nothing that was asked for; what they include is added with " +
  "--include 'file:regex'\n";

function isEmpty({ leftOut: _, ...counts }: EmittedModule["counts"]): boolean {
  return Object.values(counts).every((count) => count === 0);
}

/**
 * Writes a module (or prints it where no file is named), then says what happened: in words on stderr, or with `--json`
 * as one object on stdout.
 */
export async function deliverModule(
  module: EmittedModule,
  problems: readonly LocatedProblem[],
  output: string | undefined,
  others: readonly OutputFile[],
  options: ReportOptions,
): Promise<ExitCode> {
  if (options.json && output === undefined) throw new UsageError("--json needs -o: both write to stdout");
  const { severityOf, writeOutput } = await import("../headers.ts");
  const files = [...others, ...(output === undefined ? [] : [{ path: output, text: module.code }])];
  const results = files.map((file) => ({ path: file.path, result: writeOutput(file.path, file.text) }));
  if (output === undefined) process.stdout.write(module.code);
  if (options.json) {
    const report = { files: results, counts: module.counts, problems: await problemsJson(problems) };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    const shown = options.verbose ? problems : problems.filter(({ problem }) => problem.code === "unmatched-pattern");
    await printProblems(shown);
    const unchanged = results.length > 0 && results.every(({ result }) => result === "unchanged") ? " (unchanged)" : "";
    const where = output === undefined ? "" : `${output}${unchanged}: `;
    process.stderr.write(`${where}${summary(module.counts, options.verbose ?? false)}\n`);
    if (isEmpty(module.counts)) process.stderr.write(EMPTY);
  }
  const failing = options.strict && problems.some(({ problem }) => severityOf(problem) === "warning");
  return failing ? EXIT.problems : EXIT.ok;
}
