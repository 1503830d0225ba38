import { type Command, Option } from "commander";
import type { EmittedModule, EnumStyle, ModuleStyle } from "../index.ts";
import { collect } from "./collect.ts";
import { addReportOptions, checkReportOptions, type ReportOptions } from "./report.ts";
import { say } from "./say.ts";
import { UsageError } from "./usage-error.ts";

/** Options of the commands that write or show what is in a module. */
export interface StyleOptions {
  readonly rename?: readonly string[];
  readonly stripPrefix?: readonly string[];
  readonly enumStyle?: EnumStyle;
}

/** Options of the commands that write a module. */
export interface ModuleOptions extends ReportOptions, StyleOptions {
  readonly lib?: string;
  readonly output?: string;
}

const ENUM_STYLES: readonly EnumStyle[] = ["both", "constants", "object"];

export function addStyleOptions(command: Command): Command {
  return command
    .option(
      "--rename <old=new>",
      "name something otherwise in TypeScript: `old=new`, or a substitution for all names, `s/^lib_(.*)/$1/` (repeatable)",
      collect,
      [],
    )
    .option("--strip-prefix <prefix>", "leave this off at the beginning of names: `sqlite3_` (repeatable)", collect, [])
    .addOption(
      new Option("--enum-style <style>", "what enumerators become: constants, properties of an object, or both")
        .choices(ENUM_STYLES)
        .default("both"),
    );
}

export function addModuleOptions(command: Command): Command {
  return addReportOptions(
    addStyleOptions(command)
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

/** For `emit` and `generate`. */
export function styleOf({ rename = [], stripPrefix = [], enumStyle = "both" }: StyleOptions): ModuleStyle {
  return { rename, stripPrefix, enumStyle };
}

/** Constants and records work without a library; a function would throw when it is called. */
export function warnWithoutLibrary(library: string | null, module: EmittedModule): void {
  if (library === null && module.counts.functions > 0) {
    say("c2ts: no library named: calling a function of this module will throw (use --lib or --pkg)\n");
  }
}
