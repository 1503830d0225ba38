import { dirname, join, resolve } from "node:path";
import { Command } from "commander";
import type { ConfigError, ParseError } from "../index.ts";
import { bindingsOf } from "./bindings.ts";
import { fail } from "./fail.ts";
import { addGenOptions, generateOne } from "./gen.ts";
import type { GenOptions } from "./generate-from.ts";
import { say } from "./say.ts";
import { UsageError } from "./usage-error.ts";

interface WatchOptions extends GenOptions {
  readonly config?: string;
}

export function watchCommand(clangArguments: readonly string[]): Command {
  const command = new Command("watch").description(
    "as gen, and again whenever a header, the config or the annotations change, until Ctrl-C",
  );
  return addGenOptions(command).action(async (headers: readonly string[], options: WatchOptions) => {
    if (options.json) throw new UsageError("--json is for gen: watch goes on");
    const { watchFiles } = await import("../headers.ts");
    const { signal, forget } = untilInterrupted();
    /** Of the last time that all went well. */
    let known: ReadonlySet<string> = new Set();
    const work = async (): Promise<Iterable<string>> => {
      const files = new Set(filesOf(headers, options));
      try {
        for (const binding of await bindingsOf(headers, options, clangArguments, command)) {
          for (const file of binding.configFiles) files.add(file);
          for (const header of binding.headers) files.add(resolve(header));
          if (binding.options.output === undefined) throw new UsageError("watch needs -o: where to write the module");
          for (const file of (await generateOne(binding)).files) files.add(file);
        }
        known = files;
        return files;
      } catch (error) {
        if (known.size === 0 && error instanceof UsageError) throw error;
        fail(error);
        return [...files, ...known, ...diagnosed(error), ...ofConfig(error), ...configPlaces(headers, options)];
      }
    };
    try {
      await watchFiles(work, { signal, onWatching: () => say("c2ts: watching; Ctrl-C ends it\n") });
    } finally {
      forget();
    }
  });
}

/** What the command line names. */
function filesOf(headers: readonly string[], { config, annotations = [], select }: WatchOptions): readonly string[] {
  const named = [...headers, ...annotations, ...(select === undefined ? [] : [select])];
  return [...named, ...(config === undefined ? [] : [config])].map((file) => resolve(file));
}

/** Files that clang complains about, or misses beside them: what is wrong may be mended in any of these. */
function diagnosed(error: unknown): readonly string[] {
  if (!(error instanceof Error) || error.name !== "ParseError") return [];
  const { diagnostics } = error as ParseError; // the class comes with the parser, which is loaded late
  return diagnostics.flatMap(({ position, message }) => {
    if (position === null) return [];
    const missing = /^'(.+)' file not found/.exec(message)?.[1];
    const file = resolve(position.file);
    return missing === undefined ? [file] : [file, resolve(dirname(file), missing)];
  });
}

/** A config that cannot be run, and what it imports. */
function ofConfig(error: unknown): Iterable<string> {
  return error instanceof Error && error.name === "ConfigError" ? (error as ConfigError).files : [];
}

/** Where a config may be that cannot be read. */
function configPlaces(headers: readonly string[], { config, pkg }: WatchOptions): readonly string[] {
  if (config !== undefined || headers.length > 0 || pkg !== undefined) return [];
  const folders = [process.cwd()];
  for (let folder = process.cwd(); dirname(folder) !== folder; folder = dirname(folder)) folders.push(dirname(folder));
  return folders.flatMap((folder) =>
    ["ts", "mts", "js", "mjs", "json"].map((end) => join(folder, `c2ts.config.${end}`)),
  );
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

function untilInterrupted(): { readonly signal: AbortSignal; forget(): void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  for (const name of SIGNALS) process.once(name, abort);
  return {
    signal: controller.signal,
    forget: () => {
      for (const name of SIGNALS) process.off(name, abort);
    },
  };
}
