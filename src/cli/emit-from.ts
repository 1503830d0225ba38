import type { Command } from "commander";
import type { TargetConfig } from "../config/config.ts";
import type { EmittedModule, Spec } from "../index.ts";
import { addRepeatable } from "./add-fields.ts";
import { libraryPath } from "./library-path.ts";
import { annotationsOf, checkModuleOptions, type ModuleOptions, styleOf } from "./module-options.ts";
import { readTextFile } from "./read-text-file.ts";
import { UsageError } from "./usage-error.ts";

export interface EmitOptions extends ModuleOptions {
  readonly target?: readonly TargetConfig[];
}

/** Options of the commands that read specs. */
export function addSpecOptions(command: Command): Command {
  return addRepeatable(
    command,
    "--target <triple>",
    "target of a c2ffi file whose name does not say it: x86_64-linux-gnu; of headers, the system as on which they are read",
  );
}

/** The target of a c2ffi file, for `loadSpec`. */
export function targetOption({ target = [] }: { readonly target?: readonly TargetConfig[] }): {
  readonly target?: string;
} {
  const [first, second] = target;
  const name = (one: TargetConfig): string => (typeof one === "string" ? one : one.target);
  if (second !== undefined) throw new UsageError(`--target ${name(second)}: a spec has one target`);
  return first === undefined ? {} : { target: name(first) };
}

/** Whether an input is a spec, of ours or of c2ffi, and no header. */
export function isSpecFile(input: string): boolean {
  return /\.(json|spec)$/.test(input);
}

/** What `emit` makes of its command line, before anything is written. */
export interface EmittedFrom {
  readonly spec: Spec;
  readonly module: EmittedModule;
  /** As the module names it. */
  readonly library: string | null;
}

export async function emitFrom(file: string, options: EmitOptions): Promise<EmittedFrom> {
  checkModuleOptions(options);
  const text = readTextFile(file);
  const { emit, loadSpec } = await import("../index.ts");
  const library = libraryPath(options.lib ?? null, options.output);
  const spec = loadSpec(text, file, targetOption(options));
  return {
    spec,
    module: emit(spec, library, { ...styleOf(options), annotations: await annotationsOf(options) }),
    library,
  };
}
