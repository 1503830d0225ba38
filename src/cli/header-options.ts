import type { Command } from "commander";
import type { DumpOptions } from "../index.ts";
import { collect } from "./collect.ts";
import { readTextFile } from "./read-text-file.ts";
import { UsageError } from "./usage-error.ts";

/** Options of the commands that read headers. */
export interface HeaderOptions {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly select?: string;
  readonly opaque: readonly string[];
  readonly transitive: boolean;
  readonly pkg?: string;
  readonly libclang?: string;
}

export function addHeaderOptions(command: Command): Command {
  return command
    .argument("[headers...]", "header files, or names that clang finds on its include path")
    .option(
      "--include <pattern>",
      "bind only names that match this regular expression; `kind:regex` means only a function, record, enum, typedef, " +
        "global, constant or macro; `file:glob` adds what other headers declare, `file:sys/**` (repeatable)",
      collect,
      [],
    )
    .option("--exclude <pattern>", "leave out what matches; same forms as --include (repeatable)", collect, [])
    .option("--select <file>", "take what this file lists, as `c2ts dump --list` writes it, instead of --include")
    .option(
      "--opaque <name>",
      "bind a struct or union, by tag or typedef, as an incomplete type: pointers to it, no members (repeatable)",
      collect,
      [],
    )
    .option(
      "--no-transitive",
      "leave types of other files out where declarations need them: records become incomplete, other names what they stand for",
    )
    .option("--pkg <name>", "take flags, library and, if none is given, the header from pkg-config")
    .option("--libclang <path>", "libclang to use (or set C2TS_LIBCLANG); see `c2ts doctor`")
    .usage("[headers...] [options] [-- <clang arguments>]");
}

/** What to read and how, after pkg-config was asked. */
export interface HeaderInput {
  readonly headers: readonly string[];
  readonly clangArguments: readonly string[];
  /** For `dump` and `generate`. */
  readonly options: DumpOptions;
  /** Library that pkg-config named, as for `-l`. */
  readonly library: string | null;
}

export async function headerInput(
  headers: readonly string[],
  options: HeaderOptions,
  clangArguments: readonly string[],
): Promise<HeaderInput> {
  const { include, exclude, select, opaque, transitive, libclang } = options;
  const read = {
    include,
    exclude,
    opaque,
    transitive,
    ...(select === undefined ? {} : { select: { file: select, text: readTextFile(select) } }),
    ...(libclang === undefined ? {} : { libclang }),
  };
  if (options.pkg === undefined) {
    if (headers.length === 0) throw new UsageError("no header given: name one, or a package with --pkg");
    return { headers, clangArguments, options: { ...read, clangArguments }, library: null };
  }
  const { pkgConfig } = await import("../headers.ts");
  const found = pkgConfig(options.pkg);
  const all = [...found.clangArguments, ...clangArguments];
  return {
    headers: headers.length > 0 ? headers : found.headers,
    clangArguments: all,
    options: { ...read, clangArguments: all },
    library: found.library,
  };
}
