import { Command } from "commander";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { addHeaderOptions, type HeaderOptions, headerInput } from "./header-options.ts";
import { printProblems, problemsJson, type ReportOptions } from "./report.ts";
import { UsageError } from "./usage-error.ts";

interface DumpOptions extends HeaderOptions, ReportOptions {
  readonly output?: string;
}

export function dumpCommand(clangArguments: readonly string[], ended: (code: ExitCode) => void): Command {
  return addHeaderOptions(new Command("dump").description("read C headers and write their spec as JSON"))
    .option("-o, --output <file>", "spec to write; replaced in one step, and only if it changes (default: stdout)")
    .option("--json", "print a report as JSON on stdout (needs -o)")
    .action(async (headers: readonly string[], options: DumpOptions) => {
      if (options.json && options.output === undefined) throw new UsageError("--json needs -o: both write to stdout");
      const input = await headerInput(headers, options, clangArguments);
      const { dump, formatSpec, writeOutput } = await import("../headers.ts");
      const { spec, problems } = dump(input.headers, {
        clangArguments: input.clangArguments,
        include: options.include,
        exclude: options.exclude,
        ...(options.libclang === undefined ? {} : { libclang: options.libclang }),
      });
      const text = formatSpec(spec);
      const count = spec.declarations.length;
      if (options.output === undefined) process.stdout.write(text);
      const result = options.output === undefined ? null : writeOutput(options.output, text);
      if (options.json) {
        const report = {
          files: [{ path: options.output, result }],
          declarations: count,
          problems: await problemsJson(problems),
        };
        process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      } else {
        await printProblems(problems);
        const where =
          options.output === undefined ? "" : `${options.output}${result === "unchanged" ? " (unchanged)" : ""}: `;
        process.stderr.write(`${where}${count} declarations\n`);
      }
      ended(EXIT.ok);
    });
}
