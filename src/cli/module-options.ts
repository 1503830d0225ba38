import type { Command } from "commander";
import type { EmittedModule } from "../index.ts";
import { addReportOptions, checkReportOptions, type ReportOptions } from "./report.ts";
import { say } from "./say.ts";
import { UsageError } from "./usage-error.ts";

/** Options of the commands that write a module. */
export interface ModuleOptions extends ReportOptions {
  readonly lib?: string;
  readonly output?: string;
}

export function addModuleOptions(command: Command): Command {
  return addReportOptions(
    command
      .option("--lib <name>", "library to load at run time: as for the linker's -l (`sqlite3`), a file name, or a path")
      .option("-o, --output <file>", "module to write; replaced in one step, and only if it changes (default: stdout)"),
  );
}

/** Refuses what would only fail later: a module that is no TypeScript file, a library without a name. */
export function checkModuleOptions(options: ModuleOptions): void {
  const { output, lib } = options;
  checkReportOptions(options, output);
  if (output !== undefined && !/\.m?ts$/.test(output)) {
    throw new UsageError(`-o ${output}: c2ts writes TypeScript, so the name must end in .ts or .mts`);
  }
  if (lib === "")
    throw new UsageError("--lib needs a name: as for the linker's -l (`sqlite3`), a file name, or a path");
}

/** Constants and records work without a library; a function would throw when it is called. */
export function warnWithoutLibrary(library: string | null, module: EmittedModule): void {
  if (library === null && module.counts.functions > 0) {
    say("c2ts: no library named: calling a function of this module will throw (use --lib or --pkg)\n");
  }
}
