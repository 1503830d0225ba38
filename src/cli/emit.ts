import { Command } from "commander";
import { SHIM_FIELDS } from "../config/fields.ts";
import { addFields } from "./add-fields.ts";
import { deliverModule } from "./deliver.ts";
import { addSpecOptions, type EmitOptions, emitFrom } from "./emit-from.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { shimmed } from "./generate-from.ts";
import { addModuleOptions, annotationsOf, styleOf, warnWithoutLibrary } from "./module-options.ts";
import { say } from "./say.ts";

interface EmitCommandOptions extends EmitOptions {
  readonly shim?: boolean;
  readonly cc?: string;
  readonly link?: readonly string[];
}

export function emitCommand(compilerArguments: readonly string[], ended: (code: ExitCode) => void): Command {
  const command = new Command("emit")
    .description("write the TypeScript module of a spec; needs no clang and, but for --shim, no header")
    .argument("<spec>", "spec file, as `c2ts dump` writes it, or a file of c2ffi's")
    .usage("<spec> [options] [-- <arguments of the compiler, for --shim>]");
  const { prototype: _, ...shimFields } = SHIM_FIELDS; // those are in the spec
  return addFields(addModuleOptions(addSpecOptions(command)), shimFields).action(
    async (file: string, options: EmitCommandOptions) => {
      // Annotations may speak of what only the module with the shim has.
      const asked = options.shim ? { ...options, annotations: [], configured: null } : options;
      const { spec, module: plain, library } = await emitFrom(file, asked);
      const style = { ...styleOf(options), annotations: await annotationsOf(options) };
      // The compiler finds the headers by the names that the spec has.
      const input = { headers: [], clangArguments: compilerArguments, linkArguments: [] };
      const made = options.shim ? await shimmed(spec, library, style, input, options, true) : null;
      const module = made?.module ?? plain;
      const { bindingReport, reported } = await import("../index.ts");
      warnWithoutLibrary(library, module);
      const others = made?.source == null ? [] : [made.source];
      const report = bindingReport({ spec, ...module });
      const code = await deliverModule(reported(module, report), options.output, others, options);
      if (made?.failure == null) return ended(code);
      say(`c2ts: ${made.failure}\n`);
      if (/No such file|file not found/.test(made.failure))
        say("c2ts: note: a spec does not say where its headers are: name the folder, -- -I folder\n");
      ended(EXIT.problems);
    },
  );
}
