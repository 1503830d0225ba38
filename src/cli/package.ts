import { existsSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { Command } from "commander";
import { MODULE_FIELDS, PACKAGE_FIELDS, SHIM_FIELDS } from "../config/fields.ts";
import type { MadePackage, PackageConfig, PackageSource, ShimTools, writeOutput } from "../index.ts";
import { addFields } from "./add-fields.ts";
import { addConfigOption, type Binding, bindingsOf } from "./bindings.ts";
import { addSpecOptions, isSpecFile, targetOption } from "./emit-from.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type GenOptions, generateFrom } from "./generate-from.ts";
import { addHeaderOptions, type HeaderInput } from "./header-options.ts";
import { addAnnotations, addStyleOptions, annotationsOf, styleOf } from "./module-options.ts";
import { readTextFile } from "./read-text-file.ts";
import { printProblems, summary } from "./report.ts";
import { say } from "./say.ts";
import { UsageError } from "./usage-error.ts";

interface PackageCommandOptions extends GenOptions, Omit<PackageConfig, "specs" | "output"> {
  readonly config?: string;
}

export function packageCommand(clangArguments: readonly string[], ended: (code: ExitCode) => void): Command {
  const command = new Command("package").description(
    "make a folder that `npm publish` takes: JavaScript, types, README, the spec. Of specs it needs no clang and no header; " +
      "several are of one library on several platforms",
  );
  addFields(addFields(command, PACKAGE_FIELDS), SHIM_FIELDS);
  addAnnotations(addFields(addStyleOptions(command), { library: MODULE_FIELDS.library }));
  return addConfigOption(addSpecOptions(addHeaderOptions(command)))
    .option("-v, --verbose", "list every declaration that is left out or changed, with place and reason")
    .usage("[specs... | headers...] [options] [-- <clang arguments>]")
    .action(async (inputs: readonly string[], options: PackageCommandOptions) => {
      for (const binding of await packagesOf(inputs, options, clangArguments, command)) {
        await packageOne(binding, infoOf(binding, command), options);
      }
      ended(EXIT.ok);
    });
}

/** The inputs, or those libraries of the config of which there is to be a package. */
async function packagesOf(
  inputs: readonly string[],
  options: PackageCommandOptions,
  clangArguments: readonly string[],
  command: Command,
): Promise<readonly Binding[]> {
  const specs = inputs.filter(isSpecFile);
  if (specs.length > 0 && specs.length < inputs.length) {
    throw new UsageError("package takes headers, or specs of one library for several platforms, but not both");
  }
  // Specs are named by the command line without a config too.
  if (specs.length > 0 && options.config === undefined) {
    return [{ headers: [], options, clangArguments, configFiles: [], package: { specs } }];
  }
  const bindings = await bindingsOf(specs.length > 0 ? [] : inputs, options, clangArguments, command);
  const wanted = bindings.length === 1 ? bindings : bindings.filter((binding) => binding.package !== undefined);
  if (wanted.length === 0) throw new UsageError("no library of the config has `package`: what is to be made of it");
  if (specs.length > 0 && wanted.length > 1)
    throw new UsageError("specs belong to one library, and the config has several");
  return specs.length === 0 ? wanted : wanted.map((one) => ({ ...one, package: { ...one.package, specs } }));
}

/** What the command line says of the package, and for the rest what the config says. */
function infoOf(binding: Binding, command: Command): PackageConfig {
  const given = Object.keys(PACKAGE_FIELDS).flatMap((key) =>
    command.getOptionValueSource(key) === "cli" ? [[key, command.getOptionValue(key)]] : [],
  );
  return { ...binding.package, ...Object.fromEntries(given) };
}

async function packageOne(binding: Binding, config: PackageConfig, { verbose }: PackageCommandOptions): Promise<void> {
  const { specs, output, readme, licenseFile, ...info } = config;
  if (output === undefined) throw new UsageError("where is the package to be made? Name a folder with -o");
  checkFolder(output);
  const { makePackage, packageShim, writeOutput } = await import("../index.ts");
  // The module's own output is not written.
  const { output: _, report: __, ...options } = binding.options;
  const { sources, library, tools } = await sourcesOf(specs, { ...binding, options });
  // pkg-config tells of the headers that are installed, which the specs may not be of.
  const libraryVersion = info.libraryVersion ?? (specs === undefined ? await versionOf(options.pkg) : undefined);
  const common = {
    ...styleOf(options),
    annotations: await annotationsOf(options),
    library,
    info: { ...info, libraryVersion },
  };
  const specsOf = sources.map(({ spec }) => spec);
  const built = options.shim ? packageShim(specsOf, common, tools) : null;
  const made = makePackage(sources, {
    ...common,
    shim: built === null ? null : { built, folder: output },
    intro: readme === undefined ? null : readTextFile(readme),
    licenseText: licenseFile === undefined ? null : readTextFile(licenseFile),
  });
  for (const { path, text } of made.files) writeOutput(join(output, path), text);
  deliverShim(made, output, writeOutput);
  tell(made, relative("", output) || ".", verbose ?? false);
}

/** The shared object that was built; those of other platforms that are wrong by now would be wrong for the module. */
function deliverShim({ shim }: MadePackage, folder: string, write: typeof writeOutput): void {
  if (shim === null) return;
  write(join(folder, shim.object.path), shim.object.content);
  for (const path of shim.stale) {
    rmSync(join(folder, path));
    say(`c2ts: ${join(folder, path)} was of other headers, and is gone: build it again there\n`);
  }
}

/** Where the library's own package.json is, none of c2ts's is put in its place. */
function checkFolder(folder: string): void {
  const path = join(folder, "package.json");
  if (!existsSync(path)) return;
  let there: unknown = null;
  try {
    there = JSON.parse(readTextFile(path));
  } catch {
    // Not ours either.
  }
  if (typeof there !== "object" || there === null || !("c2ts" in there)) {
    throw new UsageError(`${path} is not c2ts's: name a folder with -o that is for the package alone`);
  }
}

interface Sources {
  readonly sources: readonly PackageSource[];
  readonly library: string | null;
  readonly tools: ShimTools;
}

async function sourcesOf(
  specs: readonly string[] | undefined,
  { headers, options, clangArguments }: Binding,
): Promise<Sources> {
  const { cc: compiler, link = [], target = [] } = options;
  // clang compiles for the one target; where there are several, the compiler that is named says for which
  const { clangArgumentsOf } = await import("../headers.ts");
  const forTarget = target.length === 1 ? target.flatMap(clangArgumentsOf) : [];
  if (specs === undefined) {
    // Annotations may speak of what only the module with the shim has.
    const unsaid = options.shim ? { annotations: [], configured: null } : {};
    const asked = { ...options, ...unsaid, shim: false };
    const { each, input } = await generateFrom(headers, asked, clangArguments, false);
    const sources = each.map(({ spec, declared, problems, module }) => {
      const reading = problems.slice(0, problems.length - module.problems.length);
      return { spec, declared, problems: reading };
    });
    const linkArguments = [...input.linkArguments, ...link];
    return {
      sources,
      library: options.lib ?? input.library,
      tools: {
        headers: input.headers,
        clangArguments: [...input.clangArguments, ...forTarget],
        linkArguments,
        compiler,
      },
    };
  }
  const { loadSpec } = await import("../index.ts");
  const load = (file: string): PackageSource => ({
    spec: loadSpec(readTextFile(file), file, targetOption(options)),
  });
  const found = await foundOf(options.pkg);
  return {
    sources: specs.map(load),
    library: options.lib ?? found?.library ?? null,
    tools: {
      headers: [],
      clangArguments: [...(found?.clangArguments ?? []), ...clangArguments, ...forTarget],
      linkArguments: [...(found?.linkArguments ?? []), ...link],
      compiler,
    },
  };
}

async function foundOf(
  pkg: string | undefined,
): Promise<Pick<HeaderInput, "library" | "clangArguments" | "linkArguments"> | null> {
  if (pkg === undefined) return null;
  const { pkgConfig } = await import("../headers.ts");
  return pkgConfig(pkg, ["of the specs"]);
}

async function versionOf(pkg: string | undefined): Promise<string | undefined> {
  if (pkg === undefined) return undefined;
  const { pkgConfigVersion } = await import("../headers.ts");
  return pkgConfigVersion(pkg);
}

function tell({ module, reports, files }: MadePackage, folder: string, verbose: boolean): void {
  const [report] = reports;
  if (report === undefined) return;
  if (verbose) for (const { problems } of reports) printProblems(problems);
  say(`${folder}: ${files.length} files; ${summary(module.counts, report, verbose)}\n`);
  if (!files.some(({ path }) => path === "LICENSE") && !existsSync(join(folder, "LICENSE"))) {
    say("c2ts: note: most licences want their text in the package: name it with --license-file\n");
  }
}
