import { Command } from "commander";
import { collect } from "./collect.ts";
import { commandLine } from "./command-line.ts";
import type { OutputFile } from "./deliver.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { say } from "./say.ts";
import { UsageError } from "./usage-error.ts";

interface ExportCommandOptions {
  readonly output: string;
  readonly source?: string;
  readonly header?: readonly string[];
  readonly check?: boolean;
}

export function exportCommand(ended: (code: ExitCode) => void): Command {
  return new Command("export")
    .description(
      "write the C header, and the C file behind it, of the functions that a TypeScript file declares with exportToC: " +
        "C compiled with them calls the running program by name. The file is read, not run",
    )
    .argument("<file>", 'the TypeScript file with exportToC("name", { … })')
    .requiredOption("-o, --output <file.h>", "the header to write")
    .option("--source <file.c>", "the C file to write (default: beside the header, with its name)")
    .option(
      "--header <name>",
      "what to #include for types of generated modules, instead of what these were made from; repeatable",
      (value: string, earlier: readonly string[] = []) => collect(value, earlier),
    )
    .option("--check", "write nothing, and exit with 1 if a file is not what would be written")
    .action(async (file: string, options: ExportCommandOptions, command: Command) => {
      const header = options.output;
      const source = options.source ?? `${header.replace(/\.\w+$/, "")}.c`;
      if (source === header)
        throw new UsageError(`the header and the C file are both ${header}: name a header with -o api.h`);
      const { exportApi } = await import("../index.ts");
      const includes = options.header === undefined ? {} : { includes: options.header };
      const made = exportApi(file, { header, source, ...includes });
      const files = [
        { path: header, text: made.header },
        { path: source, text: made.source },
      ];
      const again = commandLine("export", [file], command, new Set(["--check"]), []);
      ended(options.check ? await compare(files, again) : await write(files, made.count));
    });
}

async function write(files: readonly OutputFile[], count: number): Promise<ExitCode> {
  const { writeOutput } = await import("../headers.ts");
  const results = files.map(({ path, text }) => writeOutput(path, text));
  const unchanged = results.every((result) => result === "unchanged") ? " (unchanged)" : "";
  say(`${files.map(({ path }) => path).join(", ")}${unchanged}: ${count} function${count === 1 ? "" : "s"}\n`);
  return EXIT.ok;
}

async function compare(files: readonly OutputFile[], command: string): Promise<ExitCode> {
  const { checkOutputs, faultText } = await import("../index.ts");
  const faults = checkOutputs(files, command);
  for (const fault of faults) say(`${faultText(fault)}\n`);
  return faults.length === 0 ? EXIT.ok : EXIT.problems;
}
