import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Command } from "commander";
import type { BindingReport, CheckOptions, EmittedModule, Spec } from "../index.ts";
import { type Binding, bindingsOf } from "./bindings.ts";
import { checkJson, checkText } from "./check-text.ts";
import { commandLine } from "./command-line.ts";
import type { OutputFile } from "./deliver.ts";
import { emitFrom, isSpecFile } from "./emit-from.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { addGenOptions } from "./gen.ts";
import { type GenOptions, generateFrom } from "./generate-from.ts";
import { addHeaderOptions, headerInput } from "./header-options.ts";
import { pattern } from "./pattern.ts";
import { printProblems, reportFiles } from "./report.ts";
import { UsageError } from "./usage-error.ts";

interface CheckCommandOptions extends GenOptions {
  readonly allowMissing?: string;
  /** `--no-stale` and the like. */
  readonly stale: boolean;
  readonly layout: boolean;
  readonly constants: boolean;
  readonly symbols: boolean;
}

/** Options that `gen` and `emit` do not have. */
const OWN = ["--cc", "--allow-missing", "--no-stale", "--no-layout", "--no-constants", "--no-symbols"] as const;

/** What options of `gen` mean where nothing is written. */
const MEANINGS = [
  ["--cc", "C compiler to compare layout and constants with (default: $CC, else cc, gcc, clang)"],
  ["--output", "module to compare with what would be written now"],
  ["--spec", "spec to compare with what would be written now"],
  ["--report", "report to compare with what would be written now"],
  ["--json", "print the result as JSON"],
  ["--strict", "also exit with 1 where gen --strict does: a declaration had to be left out with a warning"],
] as const;

export function checkCommand(clangArguments: readonly string[], ended: (code: ExitCode) => void): Command {
  const command = addGenOptions(
    new Command("check").description(
      "compare what gen or emit wrote with the headers, a C compiler and the library; writes nothing, and exits with 1 " +
        "if anything is wrong. Takes the command line of gen, or that of emit",
    ),
  )
    .option("--allow-missing <regex>", "functions and variables that the library may lack (`.` for any)")
    .option("--no-stale", "do not compare the files of -o and --spec with what would be written now")
    .option("--no-layout", "do not compare records and enums with the C compiler's")
    .option("--no-constants", "do not compare the values of macros, constants and enumerators with the C compiler's")
    .option("--no-symbols", "do not load the library to see whether it has every function and variable")
    .usage("[headers... | spec.json] [options] [-- <clang arguments>]");
  for (const [name, description] of MEANINGS) {
    const option = command.options.find(({ long }) => long === name);
    if (option !== undefined) option.description = description;
  }
  return command.action(async (inputs: readonly string[], options: CheckCommandOptions) => {
    const subjects = await subjectsOf(inputs, options, clangArguments, command);
    if (subjects.length > 1 && options.json)
      throw new UsageError("--json is for one library and one target, and here are several");
    let isGood = true;
    for (const subject of subjects) isGood = (await checkOne(subject, options)) && isGood;
    ended(isGood ? EXIT.ok : EXIT.problems);
  });
}

async function checkOne(subject: Subject, options: CheckCommandOptions): Promise<boolean> {
  const { CHECKS, check } = await import("../index.ts");
  const allowed = pattern("--allow-missing", options.allowMissing);
  const checks = CHECKS.filter((name) => options[name]);
  const report = check(subject.spec, subject.module, {
    ...subject.options,
    checks,
    ...(options.cc === undefined ? {} : { compiler: options.cc }),
    ...(allowed === null ? {} : { allowMissing: (name) => allowed.test(name) }),
  });
  if (options.verbose) printProblems(subject.report.problems);
  process.stdout.write(options.json ? await checkJson(report) : await checkText(report, checks));
  const isStrict = options.strict && subject.report.problems.some(({ severity }) => severity === "warning");
  return report.faults.length === 0 && !isStrict;
}

/** What is to be checked. */
interface Subject {
  readonly spec: Spec;
  readonly module: EmittedModule;
  readonly options: Pick<CheckOptions, "outputs" | "command" | "headers" | "clangArguments" | "library" | "compiler">;
  /** What gen or emit has to say about it. */
  readonly report: BindingReport;
}

/** The inputs tell which command wrote what is to be checked: headers are those of `gen`, a spec is that of `emit`. */
async function subjectsOf(
  inputs: readonly string[],
  options: CheckCommandOptions,
  clangArguments: readonly string[],
  command: Command,
): Promise<readonly Subject[]> {
  const [spec] = inputs.filter(isSpecFile);
  if (spec !== undefined && inputs.length > 1) {
    throw new UsageError(
      "check takes headers, or one spec: a spec that gen wrote next to the module is named with --spec",
    );
  }
  // --json is check's own here: gen would want to write its report in place of a module on stdout.
  const quiet = { ...options, json: false };
  if (spec !== undefined) return [await emitted(spec, quiet, clangArguments, command)];
  const bindings = await bindingsOf(inputs, quiet, clangArguments, command);
  const subjects: Subject[] = [];
  for (const binding of bindings) {
    const line = commandLine("gen", inputs, command, new Set(OWN), clangArguments);
    subjects.push(...(await generated({ ...binding, options: { ...quiet, ...binding.options } }, line)));
  }
  return subjects;
}

async function generated(
  binding: Binding & { readonly options: CheckCommandOptions },
  command: string,
): Promise<readonly Subject[]> {
  const { options, headers, clangArguments } = binding;
  const made = await generateFrom(headers, { ...options, cache: false }, clangArguments, false); // what clang says now
  const { clangArgumentsOf, isHere, shortTriple } = await import("../headers.ts");
  const all = made.generated;
  const { report } = all;
  const outputs = await outputsOf(all.module, report, options, made.others);
  const { target: targets = [] } = options;
  const areTargets = targets.length > 0;
  return Promise.all(
    made.each.map(async ({ spec, module }, i): Promise<Subject> => {
      const { triple } = spec.target;
      const isOther = areTargets && !isHere(triple);
      return {
        spec,
        module,
        report,
        options: {
          outputs: i === 0 ? outputs : [], // there is one module
          command,
          headers: made.input.headers,
          clangArguments: [...made.input.clangArguments, ...targets.slice(i, i + 1).flatMap(clangArgumentsOf)],
          library: isOther ? null : await libraryName(made.library, spec, options), // which is of this machine
          ...(isOther ? { compiler: `${shortTriple(triple)}-gcc` } : {}),
        },
      };
    }),
  );
}

async function emitted(
  file: string,
  options: CheckCommandOptions,
  clangArguments: readonly string[],
  command: Command,
): Promise<Subject> {
  const ofHeaders = new Set(addHeaderOptions(new Command()).options.map((option) => option.attributeName()));
  for (const option of command.options) {
    const attribute = option.attributeName();
    const isOther = attribute === "spec" || (ofHeaders.has(attribute) && attribute !== "pkg");
    if (isOther && command.getOptionValueSource(attribute) === "cli") {
      throw new UsageError(`${option.long} is for headers, and ${file} is a spec`);
    }
  }
  const input = await headerInput([file], options, clangArguments);
  const lib = options.lib ?? input.library;
  const { spec, module, library } = await emitFrom(file, { ...options, ...(lib === null ? {} : { lib }) });
  const { bindingReport } = await import("../index.ts");
  const report = bindingReport({ spec, ...module });
  const named = options.lib === undefined && lib !== null ? ["--lib", lib] : []; // emit has no --pkg
  return {
    spec,
    module,
    report,
    options: {
      outputs: await outputsOf(module, report, options, []),
      command: commandLine("emit", [file, ...named], command, new Set([...OWN, "--pkg"]), []),
      clangArguments: input.clangArguments,
      library: await libraryName(library, spec, options),
    },
  };
}

async function outputsOf(
  module: EmittedModule,
  report: BindingReport,
  options: CheckCommandOptions,
  others: readonly OutputFile[],
): Promise<readonly OutputFile[]> {
  const { moduleFiles } = await import("../index.ts");
  const files = options.output === undefined ? [] : moduleFiles(module.code, options.output);
  return [...files, ...others, ...(await reportFiles(report, options))];
}

async function libraryName(
  library: string | null,
  spec: Spec,
  { output }: CheckCommandOptions,
): Promise<NonNullable<CheckOptions["library"]> | null> {
  if (library === null) return null;
  const { libraryCandidates } = await import("../index.ts");
  const base = pathToFileURL(resolve(output ?? "module.ts")).href;
  return { name: library, candidates: libraryCandidates(library, spec.target.triple), base };
}
