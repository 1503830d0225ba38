import type { Generated } from "../index.ts";
import type { OutputFile } from "./deliver.ts";
import { type HeaderInput, type HeaderOptions, headerInput } from "./header-options.ts";
import { libraryPath } from "./library-path.ts";
import { annotationsOf, checkModuleOptions, type ModuleOptions, styleOf } from "./module-options.ts";
import { specText } from "./spec-format.ts";

export interface GenOptions extends HeaderOptions, ModuleOptions {
  readonly spec?: string;
}

/** What `gen` makes of its command line, before anything is written. */
export interface GeneratedFrom {
  readonly generated: Generated;
  readonly input: HeaderInput;
  /** As the module names it. */
  readonly library: string | null;
  /** Files besides the module. */
  readonly others: readonly OutputFile[];
}

export async function generateFrom(
  headers: readonly string[],
  options: GenOptions,
  clangArguments: readonly string[],
): Promise<GeneratedFrom> {
  checkModuleOptions(options);
  const input = await headerInput(headers, options, clangArguments);
  const { generateInThreads } = await import("../headers.ts");
  const library = libraryPath(options.lib ?? input.library, options.output);
  const annotations = await annotationsOf(options);
  const generated = await generateInThreads(input.headers, {
    library,
    ...styleOf(options),
    annotations,
    ...input.options,
  });
  const { spec: path } = options;
  const others = path === undefined ? [] : [{ path, text: await specText(generated.spec, undefined, path) }];
  return { generated, input, library, others };
}
