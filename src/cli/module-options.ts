import type { Command } from "commander";
import { MODULE_FIELDS, STYLE_FIELDS } from "../config/fields.ts";
import type { Annotations, EmittedModule, EnumStyle, ModuleStyle } from "../index.ts";
import { addFields, addRepeatable } from "./add-fields.ts";
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
  /** JavaScript, whatever the output's name says. */
  readonly js?: boolean;
  /** Files. */
  readonly annotations?: readonly string[];
  /** Those of a config, already read. */
  readonly configured?: Annotations | null;
}

export function addStyleOptions(command: Command): Command {
  return addFields(command, STYLE_FIELDS);
}

export function addModuleOptions(command: Command): Command {
  return addReportOptions(
    addAnnotations(addFields(addStyleOptions(command), MODULE_FIELDS)).option(
      "--js",
      "write JavaScript, and its .d.ts beside it; goes without saying where -o names a .js or .mjs file",
    ),
  );
}

export function addAnnotations(command: Command): Command {
  return addRepeatable(
    command,
    "--annotations <file>",
    "JSON file that says what C does not: out-parameters, ownership, lengths, failures; they make the module's `api` (repeatable)",
  );
}

/** Refuses what would only fail later: a module that is no module by its name, a library without a name. */
export function checkModuleOptions(options: ModuleOptions): void {
  const { output, lib, js } = options;
  checkReportOptions(options, output);
  const fault = output === undefined ? undefined : outputFault(output);
  if (fault !== undefined) throw new UsageError(`-o ${output}: ${fault}`);
  if (js && output !== undefined && !/\.m?js$/.test(output)) {
    throw new UsageError(`-o ${output}: with --js the name must end in .js or .mjs`);
  }
  if (lib === "")
    throw new UsageError("--lib needs a name: as for the linker's -l (`sqlite3`), a file name, or a path");
}

/** Why a module cannot be called that; `undefined`: it can. */
export function outputFault(output: string): string | undefined {
  const isModule = /\.m?[jt]s$/.test(output) && !/\.d\.m?ts$/.test(output);
  return isModule ? undefined : "the name must end in .ts or .mts for TypeScript, in .js or .mjs for JavaScript";
}

/** For `emit` and `generate`. */
export function styleOf({
  rename = [],
  stripPrefix = [],
  enumStyle = "both",
}: StyleOptions): Omit<ModuleStyle, "annotations"> {
  return { rename, stripPrefix, enumStyle };
}

/** What the annotation files of the command line and the config say; `null` if there are none. The schema is only loaded where there are. */
export async function annotationsOf({
  annotations = [],
  configured = null,
  output,
}: ModuleOptions): Promise<Annotations | null> {
  if (annotations.length === 0 && configured === null) return null;
  const { convertersFrom, mergeAll, readAnnotations } = await import("../config/index.ts");
  return convertersFrom(
    mergeAll([...(configured === null ? [] : [configured]), ...annotations.map(readAnnotations)]),
    output,
  );
}

/** Constants and records work without a library, and what wrappers in C call; any other function would throw when it is called. */
export function warnWithoutLibrary(library: string | null, module: EmittedModule): void {
  const { counts, shim } = module;
  if (library !== null || counts.functions === 0) return;
  const wrapped = new Set(shim?.wrappers.map(({ name }) => name));
  const lacking =
    wrapped.size === 0 ? [] : module.emitted.filter((one) => one.kind === "function" && !wrapped.has(one.name));
  if (wrapped.size > 0 && lacking.length === 0) return;
  const names = lacking.slice(0, LIMIT).map(({ name }) => name);
  const more = lacking.length - names.length;
  const which =
    wrapped.size === 0 ? "a function of this module" : [...names, ...(more > 0 ? [`${more} more`] : [])].join(", ");
  say(`c2ts: no library named: calling ${which} will throw (use --lib or --pkg)\n`);
}

/** So many functions are named. */
const LIMIT = 5;
