import { Command, Option } from "commander";
import { TARGET_FIELDS } from "../config/fields.ts";
import type { HeadersRead } from "../index.ts";
import { addFields } from "./add-fields.ts";
import type { OutputFile } from "./deliver.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { addHeaderOptions, type HeaderInput, type HeaderOptions, headerInput } from "./header-options.ts";
import { Progress } from "./progress.ts";
import { addReportOptions, checkReportOptions, type Delivered, deliverReport, type ReportOptions } from "./report.ts";
import { specFiles } from "./spec-files.ts";
import { SPEC_FORMATS, type SpecFormat } from "./spec-format.ts";
import { UsageError } from "./usage-error.ts";

interface DumpCommandOptions extends HeaderOptions, ReportOptions {
  readonly output?: string;
  readonly format?: SpecFormat;
  readonly list?: boolean;
  readonly target: readonly string[];
}

export function dumpCommand(clangArguments: readonly string[], ended: (code: ExitCode) => void): Command {
  const command = new Command("dump").description("read C headers and write their spec as JSON");
  return addReportOptions(
    addFields(addHeaderOptions(command), TARGET_FIELDS)
      .option("-o, --output <file>", "spec to write; replaced in one step, and only if it changes (default: stdout)")
      .addOption(
        new Option(
          "--format <format>",
          "form of the spec: c2ts's own, or that of c2ffi, with what c2ffi does not say in keys of its own, or plain " +
            "(default: c2ffi for a file *.spec, else json)",
        ).choices(SPEC_FORMATS),
      )
      .option("--list", "instead of the spec, write one line per declaration: a file to edit, for --select"),
  ).action(async (headers: readonly string[], options: DumpCommandOptions) => {
    const { output, target, report } = options;
    checkReportOptions(options, output);
    const input = await headerInput(headers, options, clangArguments);
    const alone = output === undefined ? "without -o" : options.json ? "--json" : options.list ? "--list" : null;
    if (target.length > 1 && alone !== null) throw new UsageError(`dump ${alone} is for one target`);
    if (target.length > 1 && report !== undefined) throw new UsageError("dump --report is for one target");
    const codes: ExitCode[] = [];
    for (const one of target.length === 0 ? [null] : target) codes.push(await dumpOne(input, one, options));
    ended(codes.find((code) => code !== EXIT.ok) ?? EXIT.ok);
  });
}

async function dumpOne(input: HeaderInput, target: string | null, options: DumpCommandOptions): Promise<ExitCode> {
  const { output } = options;
  const { awaitForTarget, bindingReport, forTarget, formatSelection, notices, readHeaders, writeOutput } = await import(
    "../headers.ts"
  );
  const { headers: names } = input;
  const read = (): Promise<HeadersRead> =>
    target === null
      ? readHeaders(names, input.options)
      : awaitForTarget(target, readHeaders(names, forTarget(input.options, target)));
  const { dump: dumped } = await new Progress().during(output ?? names.join(", "), read);
  const { spec, declared } = dumped;
  const path = output ?? "spec.json";
  const made: readonly OutputFile[] = options.list
    ? [{ path, text: formatSelection(spec, declared) }]
    : await specFiles([spec], options.format, path, options.target.length);
  if (output === undefined) for (const { text } of made) process.stdout.write(text);
  const files: readonly Delivered[] =
    output === undefined ? [] : made.map((file) => ({ path: file.path, result: writeOutput(file.path, file.text) }));
  const unchanged = files.some(({ result }) => result === "unchanged") ? " (unchanged)" : "";
  const count = options.list ? dumped.declared.length : dumped.spec.declarations.length;
  const where = files.map((file) => `${file.path}${unchanged}: `).join("");
  const report = bindingReport(dumped);
  return deliverReport({ report, notices: notices(report) }, files, {}, `${where}${count} declarations\n`, options);
}
