import type { BindingReport, EmittedModule } from "../index.ts";
import type { ExitCode } from "./exit-code.ts";
import { type Delivered, deliverReport, type ReportOptions, summary } from "./report.ts";

/** A file to write: where, and what. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

const EMPTY =
  "c2ts: note: the headers themselves declare nothing that was asked for; what they include is added with " +
  "--include 'file:glob'\n";

function isEmpty({ leftOut: _, degraded: __, ...counts }: EmittedModule["counts"]): boolean {
  return Object.values(counts).every((count) => count === 0);
}

/** Writes a module (or prints it where no file is named), then says what happened. */
export async function deliverModule(
  module: EmittedModule,
  report: BindingReport,
  output: string | undefined,
  others: readonly OutputFile[],
  options: ReportOptions & { readonly js?: boolean },
): Promise<ExitCode> {
  const { compileModule, moduleFiles, writeOutput } = await import("../headers.ts");
  const files = [...others, ...(output === undefined ? [] : moduleFiles(module.code, output))];
  const results = files.map((file): Delivered => ({ path: file.path, result: writeOutput(file.path, file.text) }));
  if (output === undefined) {
    process.stdout.write(options.js ? compileModule(module.code, "module.ts").js : module.code);
  }
  const unchanged = results.length > 0 && results.every(({ result }) => result === "unchanged") ? " (unchanged)" : "";
  const where = output === undefined ? "" : `${output}${unchanged}: `;
  const closing = `${where}${summary(module.counts, report, options.verbose ?? false)}\n${isEmpty(module.counts) ? EMPTY : ""}`;
  return deliverReport(report, results, { counts: module.counts }, closing, options);
}
