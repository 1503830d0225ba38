import type { Command } from "commander";
import { HEADER_FIELDS } from "../config/fields.ts";
import type { ReadOptions } from "../index.ts";
import { addFields } from "./add-fields.ts";
import { readTextFile } from "./read-text-file.ts";
import { UsageError } from "./usage-error.ts";

/** Options of the commands that read headers. */
export interface HeaderOptions {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly select?: string;
  readonly opaque: readonly string[];
  readonly transitive: boolean;
  readonly comments: boolean;
  readonly cache: boolean;
  readonly pkg?: string;
  readonly libclang?: string;
}

export function addHeaderOptions(command: Command): Command {
  return addFields(command, HEADER_FIELDS)
    .argument("[headers...]", "header files, or names that clang finds on its include path")
    .usage("[headers...] [options] [-- <clang arguments>]");
}

/** What to read and how, after pkg-config was asked. */
export interface HeaderInput {
  readonly headers: readonly string[];
  readonly clangArguments: readonly string[];
  /** For `readHeaders` and `generate`. */
  readonly options: ReadOptions;
  /** Library that pkg-config named, as for `-l`. */
  readonly library: string | null;
  /** What pkg-config says that a program is linked with. */
  readonly linkArguments: readonly string[];
}

export async function headerInput(
  headers: readonly string[],
  options: HeaderOptions,
  clangArguments: readonly string[],
): Promise<HeaderInput> {
  const { include, exclude, select, opaque, transitive, comments, cache, libclang } = options;
  const read = {
    include,
    exclude,
    opaque,
    transitive,
    comments,
    cache,
    ...(select === undefined ? {} : { select: { file: select, text: readTextFile(select) } }),
    ...(libclang === undefined ? {} : { libclang }),
  };
  if (options.pkg === undefined) {
    if (headers.length === 0) throw new UsageError("no header given: name one, or a package with --pkg");
    return { headers, clangArguments, options: { ...read, clangArguments }, library: null, linkArguments: [] };
  }
  const { pkgConfig } = await import("../headers.ts");
  const found = pkgConfig(options.pkg, headers);
  const all = [...found.clangArguments, ...clangArguments];
  return {
    headers: found.headers,
    clangArguments: all,
    options: { ...read, clangArguments: all },
    library: found.library,
    linkArguments: found.linkArguments,
  };
}
