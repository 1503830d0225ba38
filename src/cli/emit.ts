import { readFileSync } from "node:fs";
import { Command } from "commander";
import { deliverModule } from "./deliver.ts";
import type { ExitCode } from "./exit-code.ts";
import { libraryPath } from "./library-path.ts";
import { addModuleOptions, checkModuleOptions, type ModuleOptions, warnWithoutLibrary } from "./module-options.ts";
import { UsageError } from "./usage-error.ts";

export function emitCommand(ended: (code: ExitCode) => void): Command {
  const command = new Command("emit")
    .description("write the TypeScript module of a spec; needs no clang and no header")
    .argument("<spec>", "spec file, as `c2ts dump` writes it");
  return addModuleOptions(command).action(async (file: string, options: ModuleOptions) => {
    checkModuleOptions(options);
    const text = readSpecFile(file);
    const { bindingReport, emit, loadSpec } = await import("../index.ts");
    const library = libraryPath(options.lib ?? null, options.output);
    const spec = loadSpec(text, file);
    const module = emit(spec, library);
    warnWithoutLibrary(library, module);
    ended(await deliverModule(module, bindingReport({ spec, ...module }), options.output, [], options));
  });
}

function readSpecFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new UsageError(`cannot read ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
