import { Command, Option } from "commander";
import type { HeadersRead } from "../index.ts";
import type { ExitCode } from "./exit-code.ts";
import { addHeaderOptions, type HeaderOptions, headerInput } from "./header-options.ts";
import { Progress } from "./progress.ts";
import { addReportOptions, checkReportOptions, type Delivered, deliverReport, type ReportOptions } from "./report.ts";
import { SPEC_FORMATS, type SpecFormat, specText } from "./spec-format.ts";

interface DumpCommandOptions extends HeaderOptions, ReportOptions {
  readonly output?: string;
  readonly format?: SpecFormat;
  readonly list?: boolean;
}

export function dumpCommand(clangArguments: readonly string[], ended: (code: ExitCode) => void): Command {
  const command = new Command("dump").description("read C headers and write their spec as JSON");
  return addReportOptions(
    addHeaderOptions(command)
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
    const { output } = options;
    checkReportOptions(options, output);
    const input = await headerInput(headers, options, clangArguments);
    const { bindingReport, formatSelection, readHeaders, writeOutput } = await import("../headers.ts");
    const { headers: names } = input;
    const read = (): Promise<HeadersRead> => readHeaders(names, input.options);
    const { dump: dumped } = await new Progress().during(output ?? names.join(", "), read);
    const { spec, declared } = dumped;
    const text = options.list ? formatSelection(spec, declared) : await specText(spec, options.format, output);
    if (output === undefined) process.stdout.write(text);
    const files: readonly Delivered[] =
      output === undefined ? [] : [{ path: output, result: writeOutput(output, text) }];
    const unchanged = files.some(({ result }) => result === "unchanged") ? " (unchanged)" : "";
    const count = options.list ? dumped.declared.length : dumped.spec.declarations.length;
    const closing = `${output === undefined ? "" : `${output}${unchanged}: `}${count} declarations\n`;
    ended(await deliverReport(bindingReport(dumped), files, {}, closing, options));
  });
}
