import type { Command } from "commander";
import { REPORT_FIELDS } from "../config/fields.ts";
import type { BindingReport, EmittedModule, ReportedModule } from "../index.ts";
import type { OutputFile } from "./deliver.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { say } from "./say.ts";
import { UsageError } from "./usage-error.ts";

/** Options of every command that ends with a report. */
export interface ReportOptions {
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly strict?: boolean;
  readonly report?: string;
}

export function addReportOptions(command: Command): Command {
  return command
    .option("-v, --verbose", "list every declaration that is left out or changed, with place and reason")
    .option(REPORT_FIELDS.report.flags, REPORT_FIELDS.report.text)
    .option("--json", "print the report as JSON on stdout (needs -o)")
    .option("--strict", "exit with 1 if a declaration had to be left out with a warning");
}

const STYLES = { json: "json", md: "markdown", txt: "text" } as const;

function reportStyle(file: string): (typeof STYLES)[keyof typeof STYLES] {
  const extension = /\.(json|md|txt)$/.exec(file)?.[1];
  if (extension === "json" || extension === "md" || extension === "txt") return STYLES[extension];
  throw new UsageError(`--report ${file}: the name must end in .json, .md or .txt, which says what to write`);
}

/** Refuses what would only fail after the work is done. */
export function checkReportOptions({ json, report }: ReportOptions, output: string | undefined): void {
  if (json && output === undefined) throw new UsageError("--json needs -o: both write to stdout");
  if (report !== undefined) reportStyle(report);
}

/** A file that has been written, or that had the text already. */
export interface Delivered {
  readonly path: string;
  readonly result: "written" | "unchanged";
}

/** The file that `--report` names, if it does, as it would be written. */
export async function reportFiles(report: BindingReport, options: ReportOptions): Promise<readonly OutputFile[]> {
  if (options.report === undefined) return [];
  const { formatReport } = await import("../headers.ts");
  return [{ path: options.report, text: formatReport(report, reportStyle(options.report)) }];
}

/**
 * Says what happened: in the file that `--report` names, and in words on stderr or, with `--json`, as one object on stdout.
 *
 * @param extra what the object has besides the report.
 * @param closing last line of the words.
 */
export async function deliverReport(
  { report, notices }: Pick<ReportedModule, "report" | "notices">,
  files: readonly Delivered[],
  extra: object,
  closing: string,
  options: ReportOptions,
): Promise<ExitCode> {
  const { writeOutput } = await import("../headers.ts");
  for (const { path, text } of await reportFiles(report, options)) writeOutput(path, text);
  if (options.json) process.stdout.write(`${JSON.stringify({ files, ...extra, ...report }, null, 2)}\n`);
  else {
    printProblems(options.verbose ? report.problems : notices);
    say(closing);
  }
  return options.strict && report.problems.some(({ severity }) => severity === "warning") ? EXIT.problems : EXIT.ok;
}

/** `warning` on its own line, as compilers print it: `sqlite3.h:5000:1: warning: …`. */
export function printProblems(problems: BindingReport["problems"]): void {
  const lines = problems.map(({ location, severity, text, targets }) => {
    const place = location === null ? "" : `${location.file}:${location.line}:${location.column}: `;
    const only = targets === null ? "" : ` (only for ${targets.join(", ")})`;
    return `${place}${severity}: ${text}${only}\n`;
  });
  say(lines.join(""));
}

/** `286 functions, 29 records, 4 enums, 460 constants; 34 left out (--verbose says why)`. */
export function summary(counts: EmittedModule["counts"], report: BindingReport, verbose: boolean): string {
  const { leftOut, degraded } = report.declarations;
  const parts = [
    plural(counts.functions, "function"),
    plural(counts.records, "record"),
    plural(counts.enums, "enum"),
    plural(counts.constants, "constant"),
    ...(counts.globals > 0 ? [plural(counts.globals, "global")] : []),
  ];
  const lost = [`${leftOut} left out`, ...(degraded > 0 ? [`${degraded} in part`] : [])];
  const hint = leftOut + degraded > 0 && !verbose ? " (--verbose says why)" : "";
  return `${parts.join(", ")}; ${lost.join(", ")}${hint}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
