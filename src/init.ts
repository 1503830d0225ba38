import { existsSync } from "node:fs";
import { isAbsolute, parse, relative } from "node:path";
import type { LibraryConfig } from "./config/config.ts";
import { findOwnLibrary, findSystemLibrary, localPath } from "./find-library.ts";
import { findPackage } from "./find-package.ts";
import { generate } from "./generate.ts";
import type { Generated } from "./generated.ts";
import { pkgConfig } from "./pkg-config.ts";

/** What a first config is to bind; what is left out is looked for. */
export interface InitOptions {
  /** Files of the project, or names that clang finds. None: the main header of `pkg`. */
  readonly headers: readonly string[];
  readonly pkg?: string;
  readonly library?: string;
  readonly output?: string;
  readonly clangArguments?: readonly string[];
  readonly libclang?: string;
}

export interface InitialConfig {
  readonly config: LibraryConfig;
  /** What `c2ts gen` makes of it now. */
  readonly generated: Generated;
}

/**
 * A config that works: pkg-config is asked for the package of the header, files are looked at for the library, and the headers
 * have been read before it is returned. Paths are relative to the working folder, where the config is to be. Without `library` and `pkg`,
 * no library was found.
 *
 * @throws PkgConfigError, ParseError, HeaderError, LibclangError
 */
export function initialConfig(options: InitOptions): InitialConfig {
  const folder = process.cwd();
  const { clangArguments = [], libclang } = options;
  const headers = options.headers.map((header) =>
    existsSync(header) && isInside(header, folder) ? localPath(header, folder) : header,
  );
  const [first] = headers;
  const isOwn = first?.startsWith(".") === true;
  const known = options.library !== undefined || first === undefined || isOwn;
  const pkg = options.pkg ?? (known ? null : findPackage(first));
  const answer = pkg === null ? null : pkgConfig(pkg, headers);
  const generated = generate(answer?.headers ?? headers, {
    library: null,
    clangArguments: [...(answer?.clangArguments ?? []), ...clangArguments],
    ...(libclang === undefined ? {} : { libclang }),
  });
  const found = first === undefined || answer !== null ? null : libraryOf(first, isOwn, generated, folder);
  const library = options.library ?? found;
  const config = {
    ...(headers.length === 0 ? {} : { headers }),
    ...(pkg === null ? {} : { pkg }),
    ...(library === null ? {} : { library }),
    ...(clangArguments.length === 0 ? {} : { clangArgs: clangArguments }),
    ...(libclang === undefined ? {} : { libclang }),
    output: options.output ?? defaultOutput(first ?? pkg ?? "module"),
  };
  return { config, generated };
}

/** A relative path is one from the project, wherever it leads. */
function isInside(header: string, folder: string): boolean {
  return !isAbsolute(header) || !relative(folder, header).startsWith("..");
}

function libraryOf(header: string, isOwn: boolean, { module, spec }: Generated, folder: string): string | null {
  if (isOwn) return findOwnLibrary(header, folder);
  const bound = module.emitted.flatMap((one) => (one.kind === "function" || one.kind === "global" ? [one] : []));
  return findSystemLibrary(header, bound, spec.target.triple);
}

function defaultOutput(name: string): string {
  const file = `${/\.h\w*$/.test(name) ? parse(name).name : name}.ts`;
  return existsSync("src") ? `src/${file}` : file;
}
