import type { TargetConfig } from "../config/config.ts";
import type { Generated, ModuleStyle, ShimmedModule, Spec } from "../index.ts";
import type { OutputFile } from "./deliver.ts";
import { type HeaderInput, type HeaderOptions, headerInput } from "./header-options.ts";
import { libraryPath } from "./library-path.ts";
import { annotationsOf, checkModuleOptions, type ModuleOptions, styleOf } from "./module-options.ts";
import { specFiles } from "./spec-files.ts";
import { UsageError } from "./usage-error.ts";

export interface GenOptions extends HeaderOptions, ModuleOptions {
  readonly spec?: string;
  /** Systems as on which the headers are read; none: this machine's. */
  readonly target?: readonly TargetConfig[];
  readonly shim?: boolean;
  readonly cc?: string;
  readonly link?: readonly string[];
  readonly prototype?: readonly string[];
}

/** What `gen` makes of its command line, before anything is written but the shim's shared object. */
export interface GeneratedFrom {
  readonly generated: Generated;
  /** What each target alone would have; `generated` itself where none is named. */
  readonly each: readonly Generated[];
  readonly input: HeaderInput;
  /** As the module names it. */
  readonly library: string | null;
  /** Files besides the module. */
  readonly others: readonly OutputFile[];
  /** Why there is no shim where there should be one. */
  readonly failure: string | null;
}

export async function generateFrom(
  headers: readonly string[],
  options: GenOptions,
  clangArguments: readonly string[],
  keepsShim: boolean,
): Promise<GeneratedFrom> {
  checkModuleOptions(options);
  const input = await headerInput(headers, options, clangArguments);
  const { bindingReport, generateForTargets, generateInThreads, reported } = await import("../headers.ts");
  const library = libraryPath(options.lib ?? input.library, options.output);
  const annotations = await annotationsOf(options);
  const { target = [] } = options;
  if (target.length > 0 && options.shim)
    throw new UsageError(
      "gen builds the wrappers of --shim for this machine only, and targets are asked for (`targets`, --target): " +
        "`c2ts package --shim` builds them for each, with a compiler for it; or leave one of the two out",
    );
  const asked = {
    library,
    ...styleOf(options),
    // They may speak of what only the module with the shim has, which is made below.
    annotations: options.shim ? {} : annotations,
    ...input.options,
    ...(options.prototype === undefined || options.prototype.length === 0 ? {} : { prototypes: options.prototype }),
  };
  const made = target.length === 0 ? null : await generateForTargets(input.headers, asked, target);
  const generated = made ?? (await generateInThreads(input.headers, asked));
  const each = made?.each ?? [generated];
  const { spec: path } = options;
  const others =
    path === undefined
      ? []
      : await specFiles(
          each.map(({ spec }) => spec),
          undefined,
          path,
        );
  if (!options.shim) return { generated, each, input, library, others, failure: null };
  const { module, source, failure } = await shimmed(
    generated.spec,
    library,
    { ...styleOf(options), annotations },
    input,
    options,
    keepsShim,
  );
  const problems = [
    ...generated.problems.filter((one) => !generated.module.problems.includes(one)),
    ...module.problems,
  ];
  const report = bindingReport({ ...generated, bound: module.bound, problems });
  const shimmedToo = { ...generated, ...reported(module, report), problems };
  return {
    generated: shimmedToo,
    each: [shimmedToo],
    input,
    library,
    others: [...others, ...(source === null ? [] : [source])],
    failure,
  };
}

/** A module with its shim, of what is read from headers or from a spec. */
export async function shimmed(
  spec: Spec,
  library: string | null,
  style: ModuleStyle,
  input: Pick<HeaderInput, "headers" | "clangArguments" | "linkArguments">,
  { output, cc, link = [] }: Pick<GenOptions, "output" | "cc" | "link">,
  keeps: boolean,
): Promise<ShimmedModule> {
  if (output === undefined) throw new UsageError("--shim builds a shared object next to the module: name that with -o");
  const { emitWithShim } = await import("../headers.ts");
  const { headers, clangArguments } = input;
  const linkArguments = [...input.linkArguments, ...link];
  return emitWithShim(spec, library, style, { output, headers, clangArguments, linkArguments, compiler: cc, keeps });
}
