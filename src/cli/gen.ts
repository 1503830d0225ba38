import { Command } from "commander";
import { deliverModule } from "./deliver.ts";
import type { ExitCode } from "./exit-code.ts";
import { type GenOptions, generateFrom } from "./generate-from.ts";
import { addHeaderOptions } from "./header-options.ts";
import { addModuleOptions, warnWithoutLibrary } from "./module-options.ts";

export function genCommand(clangArguments: readonly string[], ended: (code: ExitCode) => void): Command {
  const command = new Command("gen").description(
    "read C headers and write a TypeScript module that calls the library (dump and emit in one step)",
  );
  return addGenOptions(command).action(async (headers: readonly string[], options: GenOptions) => {
    const { generated, library, others } = await generateFrom(headers, options, clangArguments);
    const { bindingReport } = await import("../headers.ts");
    const { module } = generated;
    warnWithoutLibrary(library, module);
    const report = bindingReport({ ...generated, bound: module.bound });
    ended(await deliverModule(module, report, options.output, others, options));
  });
}

/** The options of `gen`, which `check` has too. */
export function addGenOptions(command: Command): Command {
  return addModuleOptions(addHeaderOptions(command)).option(
    "--spec <file>",
    "also write what the headers say, as JSON, to check in",
  );
}
