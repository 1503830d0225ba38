import { existsSync } from "node:fs";
import { Command, Option } from "commander";
import type { ConfigFormat, InitialConfig, InitOptions } from "../index.ts";
import { addRepeatable } from "./add-fields.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { fail } from "./fail.ts";
import { outputFault } from "./module-options.ts";
import { say } from "./say.ts";
import { UsageError } from "./usage-error.ts";

/** What is bound, as far as flags and answers have said it. */
export interface InitAnswers {
  readonly header: readonly string[];
  readonly pkg?: string;
  readonly lib?: string;
  readonly output?: string;
  readonly libclang?: string;
}

interface InitCommandOptions extends InitAnswers {
  readonly format: ConfigFormat;
  readonly yes?: boolean;
}

const WHAT = "name a header, `c2ts init zlib.h`, or a package of pkg-config, `c2ts init --pkg zlib`";

export function initCommand(clangArguments: readonly string[], ended: (code: ExitCode) => void): Command {
  const command = new Command("init")
    .description(
      "write a c2ts.config for a header. The library is looked for with pkg-config; what flags do not say is asked, on a terminal",
    )
    .argument("[headers...]", "header files, or names that clang finds on its include path");
  return addRepeatable(command, "--header <file>", "the same (repeatable)")
    .option("--pkg <name>", "package of pkg-config: flags, library and, if none is given, the header")
    .option("--lib <name>", "library to load at run time: as for the linker's -l (`sqlite3`), a file name, or a path")
    .option("-o, --output <file>", "module that `c2ts gen` is to write (default: named after the header)")
    .option("--libclang <path>", "libclang to use (or set C2TS_LIBCLANG); see `c2ts doctor`")
    .addOption(new Option("--format <format>", "language of the config").choices(["ts", "mjs", "json"]).default("ts"))
    .option("-y, --yes", "ask nothing")
    .usage("[headers...] [options] [-- <clang arguments>]")
    .action(async (headers: readonly string[], options: InitCommandOptions) => {
      const { CONFIG_NAMES, configText } = await import("../config/index.ts");
      const existing = CONFIG_NAMES.find((name) => existsSync(name));
      if (existing !== undefined) throw new UsageError(`${existing} is there already: edit it, or remove it first`);
      const given: InitAnswers = { ...options, header: [...headers, ...options.header] };
      checkOutput(given.output);
      const made = await settled(given, options.yes !== true && isTerminal(), clangArguments);
      if (typeof made === "number") return ended(made);
      const { writeOutput } = await import("../headers.ts");
      const file = `c2ts.config.${options.format}`;
      writeOutput(file, configText(made.config, options.format));
      say(closing(file, made));
      ended(EXIT.ok);
    });
}

/** The config, with what is still open asked for; else the exit code: the user would rather not, or the header cannot be read. */
async function settled(
  given: InitAnswers,
  asks: boolean,
  clangArguments: readonly string[],
): Promise<InitialConfig | ExitCode> {
  if (!asks && given.header.length === 0 && given.pkg === undefined) throw new UsageError(WHAT);
  const { initialConfig } = await import("../index.ts");
  const { askForHeader, askForRest } = await import("./init-questions.ts");
  const named = asks ? await askForHeader(given) : given;
  if (named === null) return nothingWritten();
  try {
    const made = initialConfig(initOptions(named, clangArguments));
    const all = asks ? await askForRest(named, made.config) : named;
    if (all === null) return nothingWritten();
    return all === named ? made : initialConfig(initOptions(all, clangArguments));
  } catch (error) {
    const code = fail(error);
    if (code === EXIT.clang) say(await likePackages(named.header));
    return code;
  }
}

function nothingWritten(): ExitCode {
  say("nothing written\n");
  return EXIT.usage;
}

/** Packages with names like those of headers that cannot be read. */
async function likePackages(headers: readonly string[]): Promise<string> {
  const { nearNames, packageWords, pkgConfigPackages } = await import("../headers.ts");
  const packages = pkgConfigPackages();
  const near = new Set(headers.flatMap(packageWords).flatMap((word) => nearNames(word, packages)));
  return near.size === 0
    ? ""
    : `c2ts: packages of like names: ${[...near].join(", ")}; \`c2ts init --pkg NAME\` takes one\n`;
}

function initOptions({ header, lib, ...rest }: InitAnswers, clangArguments: readonly string[]): InitOptions {
  const { pkg, output, libclang } = rest;
  return {
    headers: header,
    clangArguments,
    ...(pkg === undefined ? {} : { pkg }),
    ...(lib === undefined ? {} : { library: lib }),
    ...(output === undefined ? {} : { output }),
    ...(libclang === undefined ? {} : { libclang }),
  };
}

function checkOutput(output: string | undefined): void {
  const fault = output === undefined ? undefined : outputFault(output);
  if (fault !== undefined) throw new UsageError(`-o ${output}: ${fault}`);
}

function isTerminal(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

function closing(file: string, { config, generated }: InitialConfig): string {
  const { headers = [], pkg, library, output } = config;
  const from = [
    ...headers,
    ...(pkg === undefined ? [] : [`package ${pkg}`]),
    ...(library === undefined ? [] : [`library ${library}`]),
  ];
  const lines = [`${file}: ${from.join(", ")} → ${output}`];
  if (library === undefined && pkg === undefined && generated.module.counts.functions > 0) {
    lines.push("c2ts: no library was found: add `library` to the config, or calls will throw");
  }
  return `${[...lines, "next: npx c2ts gen"].join("\n")}\n`;
}
