import { Command } from "commander";
import { deliverModule } from "./deliver.ts";
import { addSpecOptions, type EmitOptions, emitFrom } from "./emit-from.ts";
import type { ExitCode } from "./exit-code.ts";
import { addModuleOptions, warnWithoutLibrary } from "./module-options.ts";

export function emitCommand(ended: (code: ExitCode) => void): Command {
  const command = new Command("emit")
    .description("write the TypeScript module of a spec; needs no clang and no header")
    .argument("<spec>", "spec file, as `c2ts dump` writes it, or a file of c2ffi's");
  return addModuleOptions(addSpecOptions(command)).action(async (file: string, options: EmitOptions) => {
    const { spec, module, library } = await emitFrom(file, options);
    const { bindingReport, reported } = await import("../index.ts");
    warnWithoutLibrary(library, module);
    ended(await deliverModule(reported(module, bindingReport({ spec, ...module })), options.output, [], options));
  });
}
