import { ConfigError } from "./config/config-error.ts";
import type { LoadedLibrary } from "./config/load-config.ts";
import { generate } from "./generate.ts";
import { generateForTargetsNow } from "./generate-for-targets-now.ts";
import type { Generated, GenerateOptions } from "./generated.ts";
import { libraryOptions } from "./library-options.ts";
import { pkgConfig } from "./pkg-config.ts";

/**
 * Spec and module of one library of a config; touches no output file.
 *
 * @throws ParseError, HeaderError, PatternError, LibclangError, PkgConfigError, TargetError, AnnotationError, NamingError, ConfigError
 */
export function generateLibrary(library: LoadedLibrary): Generated {
  const found = library.pkg === undefined ? null : pkgConfig(library.pkg);
  const headers = library.headers ?? found?.headers ?? [];
  if (headers.length === 0) throw new ConfigError("a library of the config has no `headers`, and no `pkg` to ask");
  const options: GenerateOptions = {
    library: library.library ?? found?.library ?? null,
    ...libraryOptions(library, found),
  };
  const { targets = [] } = library;
  return targets.length === 0 ? generate(headers, options) : generateForTargetsNow(headers, options, targets);
}
