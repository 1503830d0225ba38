import { Command } from "commander";
import { deliverModule } from "./deliver.ts";
import type { ExitCode } from "./exit-code.ts";
import { addHeaderOptions, type HeaderOptions, headerInput } from "./header-options.ts";
import { libraryPath } from "./library-path.ts";
import { addModuleOptions, checkModuleOptions, type ModuleOptions, warnWithoutLibrary } from "./module-options.ts";

interface GenOptions extends HeaderOptions, ModuleOptions {
  readonly spec?: string;
}

export function genCommand(clangArguments: readonly string[], ended: (code: ExitCode) => void): Command {
  const command = new Command("gen").description(
    "read C headers and write a TypeScript module that calls the library (dump and emit in one step)",
  );
  return addModuleOptions(addHeaderOptions(command))
    .option("--spec <file>", "also write what the headers say, as JSON, to check in")
    .action(async (headers: readonly string[], options: GenOptions) => {
      checkModuleOptions(options);
      const input = await headerInput(headers, options, clangArguments);
      const { bindingReport, formatSpec, generate } = await import("../headers.ts");
      const library = libraryPath(options.lib ?? input.library, options.output);
      const generated = generate(input.headers, {
        library,
        clangArguments: input.clangArguments,
        include: options.include,
        exclude: options.exclude,
        ...(options.libclang === undefined ? {} : { libclang: options.libclang }),
      });
      const { module } = generated;
      warnWithoutLibrary(library, module);
      const others = options.spec === undefined ? [] : [{ path: options.spec, text: formatSpec(generated.spec) }];
      const report = bindingReport({ ...generated, bound: module.bound });
      ended(await deliverModule(module, report, options.output, others, options));
    });
}
