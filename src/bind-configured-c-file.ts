import { type BoundCFile, bindCFile } from "./bind-c-file.ts";
import type { LoadedLibrary } from "./config/load-config.ts";
import { libraryOptions } from "./library-options.ts";
import { pkgConfig } from "./pkg-config.ts";

/**
 * A C file that a config names among its headers, with what is said of them there.
 *
 * @throws as bindCFile, and PkgConfigError
 */
export function bindConfiguredCFile(path: string, config: LoadedLibrary): BoundCFile {
  const { pkg, library, link = [], cc } = config;
  const found = pkg === undefined ? null : pkgConfig(pkg);
  return bindCFile(path, {
    ...libraryOptions(config, found),
    link: [...(library === undefined ? [] : [library]), ...(found?.linkArguments ?? []), ...link],
    compiler: cc,
  });
}
