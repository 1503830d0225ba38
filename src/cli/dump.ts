import { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import { addHeaderOptions, type HeaderOptions, headerInput } from "./header-options.ts";
import { addReportOptions, checkReportOptions, type Delivered, deliverReport, type ReportOptions } from "./report.ts";

interface DumpOptions extends HeaderOptions, ReportOptions {
  readonly output?: string;
}

export function dumpCommand(clangArguments: readonly string[], ended: (code: ExitCode) => void): Command {
  const command = new Command("dump").description("read C headers and write their spec as JSON");
  return addReportOptions(
    addHeaderOptions(command).option(
      "-o, --output <file>",
      "spec to write; replaced in one step, and only if it changes (default: stdout)",
    ),
  ).action(async (headers: readonly string[], options: DumpOptions) => {
    const { output } = options;
    checkReportOptions(options, output);
    const input = await headerInput(headers, options, clangArguments);
    const { bindingReport, dump, formatSpec, writeOutput } = await import("../headers.ts");
    const dumped = dump(input.headers, {
      clangArguments: input.clangArguments,
      include: options.include,
      exclude: options.exclude,
      ...(options.libclang === undefined ? {} : { libclang: options.libclang }),
    });
    const text = formatSpec(dumped.spec);
    if (output === undefined) process.stdout.write(text);
    const files: readonly Delivered[] =
      output === undefined ? [] : [{ path: output, result: writeOutput(output, text) }];
    const unchanged = files.some(({ result }) => result === "unchanged") ? " (unchanged)" : "";
    const count = dumped.spec.declarations.length;
    const closing = `${output === undefined ? "" : `${output}${unchanged}: `}${count} declarations\n`;
    ended(await deliverReport(bindingReport(dumped), files, {}, closing, options));
  });
}
