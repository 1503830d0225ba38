import { relative } from "node:path";
import type { Command } from "commander";
import type { PackageConfig } from "../index.ts";
import type { GenOptions } from "./generate-from.ts";
import { say } from "./say.ts";
import { UsageError } from "./usage-error.ts";

/** What is to be generated: the command line, or one library of a config. */
export interface Binding {
  readonly headers: readonly string[];
  readonly options: GenOptions;
  readonly clangArguments: readonly string[];
  /** The config, if it is from there, and what that names of annotations. */
  readonly configFiles: readonly string[];
  /** What the config says of the package that is to be made. */
  readonly package?: PackageConfig | undefined;
}

/** Adds the option of commands that can take everything from a config. */
export function addConfigOption(command: Command): Command {
  return command.option(
    "--config <file>",
    "take headers and options from this config (default, where no header is given: the nearest c2ts.config.{ts,mts,js,mjs,json})",
  );
}

/** Options that only the command line has. */
const OWN: ReadonlySet<string> = new Set(["config", "json", "verbose", "strict"]);

/**
 * What a command is to work on: the headers it was given, or else every library of the config. What the command line says beside
 * a config goes before what the config says.
 */
export async function bindingsOf(
  headers: readonly string[],
  options: GenOptions & { readonly config?: string },
  clangArguments: readonly string[],
  command: Command,
): Promise<readonly Binding[]> {
  const { config: file, ...plain } = options;
  if (file === undefined && (headers.length > 0 || options.pkg !== undefined)) {
    return [{ headers, options: plain, clangArguments, configFiles: [] }];
  }
  const { loadConfig } = await import("../config/index.ts");
  const loaded = await loadConfig(file);
  if (loaded === null) {
    throw new UsageError("no header given, and no c2ts.config here or above: name a header, or a package with --pkg");
  }
  const { libraries } = loaded;
  if (libraries.length > 1 && (headers.length > 0 || options.output !== undefined || options.spec !== undefined)) {
    throw new UsageError(`${loaded.file} has ${libraries.length} libraries: headers, -o and --spec belong to one`);
  }
  if (options.verbose) say(`c2ts: config ${loaded.file}\n`);
  const given = Object.fromEntries(
    Object.entries(plain).filter(([key]) => command.getOptionValueSource(key) === "cli" || OWN.has(key)),
  );
  return libraries.map(
    ({ headers: own = [], clangArgs = [], library, targets, annotations, package: made, $schema: _, ...rest }) => {
      return {
        headers: headers.length > 0 ? headers : own,
        options: {
          ...plain,
          ...withoutUndefined({ ...shown(rest), lib: library, target: targets }),
          configured: annotations,
          ...given,
        },
        clangArguments: [...clangArgs, ...clangArguments],
        configFiles: loaded.files,
        package: made,
      };
    },
  );
}

/** Paths as messages show them: from the working folder. */
function shown<T extends { readonly output?: unknown; readonly spec?: unknown; readonly report?: unknown }>(
  config: T,
): T {
  const from = (path: unknown): unknown => (typeof path === "string" ? relative("", path) : path);
  return { ...config, output: from(config.output), spec: from(config.spec), report: from(config.report) };
}

function withoutUndefined<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // What is left has the types that it had.
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
