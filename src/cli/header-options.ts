import type { Command } from "commander";
import { UsageError } from "./usage-error.ts";

/** Options of the commands that read headers. */
export interface HeaderOptions {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly pkg?: string;
  readonly libclang?: string;
}

const collect = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

export function addHeaderOptions(command: Command): Command {
  return command
    .argument("[headers...]", "header files, or names that clang finds on its include path")
    .option(
      "--include <pattern>",
      "bind only names that match this regular expression; `kind:regex` means only a function, record, enum, typedef, " +
        "global, constant or macro; `file:regex` adds what other headers with such a name declare (repeatable)",
      collect,
      [],
    )
    .option("--exclude <pattern>", "leave out what matches; same forms as --include (repeatable)", collect, [])
    .option("--pkg <name>", "take flags, library and, if none is given, the header from pkg-config")
    .option("--libclang <path>", "libclang to use (or set C2TS_LIBCLANG); see `c2ts doctor`")
    .usage("[headers...] [options] [-- <clang arguments>]");
}

/** What to read and how, after pkg-config was asked. */
export interface HeaderInput {
  readonly headers: readonly string[];
  readonly clangArguments: readonly string[];
  /** Library that pkg-config named, as for `-l`. */
  readonly library: string | null;
}

export async function headerInput(
  headers: readonly string[],
  options: HeaderOptions,
  clangArguments: readonly string[],
): Promise<HeaderInput> {
  if (options.pkg === undefined) {
    if (headers.length === 0) throw new UsageError("no header given: name one, or a package with --pkg");
    return { headers, clangArguments, library: null };
  }
  const { pkgConfig } = await import("../headers.ts");
  const found = pkgConfig(options.pkg);
  return {
    headers: headers.length > 0 ? headers : found.headers,
    clangArguments: [...found.clangArguments, ...clangArguments],
    library: found.library,
  };
}
