import { readFileSync } from "node:fs";
import { ConfigError } from "./config/config-error.ts";
import type { LoadedLibrary } from "./config/load-config.ts";
import { generate } from "./generate.ts";
import { generateForTargetsNow } from "./generate-for-targets-now.ts";
import type { Generated, GenerateOptions } from "./generated.ts";
import { pkgConfig } from "./pkg-config.ts";

/**
 * Spec and module of one library of a config; touches no output file.
 *
 * @throws ParseError, HeaderError, PatternError, LibclangError, PkgConfigError, TargetError, AnnotationError, NamingError, ConfigError
 */
export function generateLibrary(library: LoadedLibrary): Generated {
  const { pkg, libclang, select, clangArgs = [], annotations } = library;
  const found = pkg === undefined ? null : pkgConfig(pkg);
  const headers = library.headers ?? found?.headers ?? [];
  if (headers.length === 0) throw new ConfigError("a library of the config has no `headers`, and no `pkg` to ask");
  const options: GenerateOptions = {
    library: library.library ?? found?.library ?? null,
    clangArguments: [...(found?.clangArguments ?? []), ...clangArgs],
    include: library.include ?? [],
    exclude: library.exclude ?? [],
    opaque: library.opaque ?? [],
    transitive: library.transitive ?? true,
    comments: library.comments ?? true,
    cache: library.cache ?? true,
    ...(select === undefined ? {} : { select: { file: select, text: readFileSync(select, "utf8") } }),
    ...(libclang === undefined ? {} : { libclang }),
    rename: library.rename ?? [],
    stripPrefix: library.stripPrefix ?? [],
    enumStyle: library.enumStyle ?? "both",
    annotations,
  };
  const { targets = [] } = library;
  return targets.length === 0 ? generate(headers, options) : generateForTargetsNow(headers, options, targets);
}
