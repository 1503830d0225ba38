import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { lilconfig } from "lilconfig";
import { z } from "zod";
import { Annotations } from "../spec/annotations/annotation.ts";
import { ANNOTATION_KEYS } from "../spec/annotations/annotation-keys.ts";
import { didYouMean } from "../spec/did-you-mean.ts";
import { explainFault, faultsOf } from "../spec/schema-faults.ts";
import { mapConverters, mergeAll } from "./annotation-files.ts";
import { type LibraryConfig, type PackageConfig, parseConfig, type TargetConfig } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { CONFIG_NAMES } from "./config-names.ts";
import { includePathsFrom } from "./include-paths.ts";
import { runConfig } from "./run-config.ts";

/** A binding as a config describes it, its paths absolute. */
export interface LoadedLibrary extends Omit<LibraryConfig, "annotations"> {
  /** Of all files together; converters named by absolute paths. */
  readonly annotations: Annotations | null;
}

export interface LoadedConfig {
  readonly file: string;
  readonly libraries: readonly LoadedLibrary[];
  /** The config, what it imports, and the files of annotations and selections that it names: what a change of could change a binding. */
  readonly files: readonly string[];
}

/**
 * The config that `file` names, or else the nearest one, upwards from `folder`; `null` if there is none.
 * @throws ConfigError
 */
export async function loadConfig(file?: string, folder = process.cwd()): Promise<LoadedConfig | null> {
  const imported = new Set<string>();
  const run = (path: string): Promise<unknown> => runConfig(path, imported);
  const loaders = Object.fromEntries([".ts", ".mts", ".js", ".mjs"].map((extension) => [extension, run]));
  const finder = lilconfig("c2ts", {
    searchPlaces: CONFIG_NAMES,
    loaders: { ...loaders, ".json": readJson },
    ignoreEmptySearchPlaces: false, // an empty one is a fault in it, not another one's turn
    stopDir: "/",
  });
  const found = await (file === undefined ? finder.search(folder) : finder.load(existing(file))).catch((error) => {
    throw error instanceof ConfigError ? error : unreadable(`the config of ${folder}`, error);
  });
  if (found === null) return null;
  const value: unknown = found.config;
  const libraries = parsed(found.filepath, () => parseConfig(value));
  const named = libraries.flatMap(({ annotations, select }) => [annotations, select].flat());
  const others = named.flatMap((one) => (typeof one === "string" ? resolve(dirname(found.filepath), one) : []));
  return {
    file: found.filepath,
    libraries: libraries.map((one) => located(one, dirname(found.filepath))),
    files: [...new Set([found.filepath, ...imported, ...others])],
  };
}

function existing(file: string): string {
  try {
    readFileSync(file);
    return resolve(file);
  } catch (cause) {
    throw unreadable(file, cause, resolve(file));
  }
}

function unreadable(what: string, cause: unknown, file: string | null = null): ConfigError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ConfigError(`cannot read ${what}: ${reason}`, { cause, file });
}

function readJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`${path} is not JSON: ${reason}`, { cause, file: path });
  }
}

function parsed<T>(file: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new ConfigError([`${file}:`, ...faultsOf(error, misspelt)].join("\n"), { cause: error, file });
  }
}

/** Any key of an annotation may be a parameter's: what is wrong with its value may be that it is a word with a slip in it. */
function misspelt(path: readonly PropertyKey[]): string {
  const words: readonly string[] = ANNOTATION_KEYS;
  const keys = path.filter((key) => typeof key === "string");
  const near = keys.map((key) => (words.includes(key) ? "" : didYouMean(key, words)));
  return near.findLast((text) => text !== "") ?? "";
}

/** Annotations in a file of their own, as libraries may share them. @throws ConfigError */
export function readAnnotations(file: string): Annotations {
  const text = readFileSync(existing(file), "utf8");
  const json = readJson(file, text);
  return mapConverters(
    parsed(file, () => Annotations.parse(json, { error: explainFault })),
    (path) => resolve(dirname(file), path),
  );
}

const PATHS = ["select", "libclang", "output", "spec", "report"] as const;
const PACKAGE_PATHS = ["licenseFile", "readme", "output"] as const;

/** Those of an object's paths that are there, from a folder. */
function resolved<K extends string>(
  folder: string,
  keys: readonly K[],
  paths: { readonly [key in K]?: string | undefined },
): { [key in K]?: string } {
  const found: { [key in K]?: string } = {};
  for (const key of keys) {
    const path = paths[key];
    if (path !== undefined) found[key] = resolve(folder, path);
  }
  return found;
}

function located(config: LibraryConfig, folder: string): LoadedLibrary {
  const { annotations, headers, library, clangArgs, link, targets, package: made, ...rest } = config;
  const isRelative = (path: string): boolean => /^\.\.?[\\/]/.test(path);
  const absolute = (path: string): string => (isRelative(path) ? resolve(folder, path) : path);
  const given = annotations === undefined ? [] : [annotations].flat();
  const all = given.map((one) =>
    typeof one === "string"
      ? readAnnotations(resolve(folder, one))
      : mapConverters(one, (path) => resolve(folder, path)),
  );
  return {
    ...rest,
    ...resolved(folder, PATHS, config),
    ...(headers === undefined ? {} : { headers: headers.map(absolute) }),
    ...(library === undefined ? {} : { library: absolute(library) }),
    ...(clangArgs === undefined ? {} : { clangArgs: includePathsFrom(folder, clangArgs) }),
    ...(link === undefined ? {} : { link: includePathsFrom(folder, link.map(absolute)) }),
    ...(targets === undefined ? {} : { targets: targets.map((target) => locatedTarget(target, folder)) }),
    ...(made === undefined
      ? {}
      : { package: { ...made, ...resolved(folder, PACKAGE_PATHS, made), ...specsOf(made, folder) } }),
    annotations: all.length === 0 ? null : mergeAll(all),
  };
}

function locatedTarget(target: TargetConfig, folder: string): TargetConfig {
  if (typeof target === "string" || target.clangArgs === undefined) return target;
  return { ...target, clangArgs: includePathsFrom(folder, target.clangArgs) };
}

function specsOf({ specs }: PackageConfig, folder: string): Pick<PackageConfig, "specs"> {
  return specs === undefined ? {} : { specs: specs.map((path) => resolve(folder, path)) };
}
