import type { EmittedModule, ReportedModule } from "../index.ts";
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
  { module, text, report, notices }: ReportedModule,
  output: string | undefined,
  others: readonly OutputFile[],
  options: ReportOptions & { readonly js?: boolean },
): Promise<ExitCode> {
  const { compileModule, isJavaScript, moduleFiles, writeOutput } = await import("../headers.ts");
  const made = (path: string): readonly { path: string; text: string | Uint8Array }[] =>
    isJavaScript(path) ? moduleFiles(module.code, path) : [{ path, text }];
  const files = [...others, ...(output === undefined ? [] : made(output))];
  const results = files.map((file): Delivered => ({ path: file.path, result: writeOutput(file.path, file.text) }));
  if (output === undefined) {
    process.stdout.write(options.js ? compileModule(module.code, "module.ts").js : text);
  }
  const unchanged = results.length > 0 && results.every(({ result }) => result === "unchanged") ? " (unchanged)" : "";
  const where = output === undefined ? "" : `${output}${unchanged}: `;
  const closing = `${where}${summary(module.counts, report, options.verbose ?? false)}\n${isEmpty(module.counts) ? EMPTY : ""}`;
  return deliverReport({ report, notices }, results, { counts: module.counts }, closing, options);
}
