import { dirname, resolve } from "node:path";
import { ConfigError } from "../config/config-error.ts";
import type { LoadedConfig, LoadedLibrary } from "../config/load-config.ts";
import { pkgConfig } from "../pkg-config.ts";

/**
 * The library of a config that has a header; `null` if none has.
 *
 * @param header absolute path, or a name that clang finds.
 * @throws ConfigError if it is not the only one. PkgConfigError
 */
export function configuredLibrary(config: LoadedConfig, header: string): LoadedLibrary | null {
  const folder = dirname(config.file);
  const [found = null, ...others] = config.libraries.filter(({ headers, pkg }) => {
    if (headers !== undefined) return headers.some((one) => one === header || resolve(folder, one) === header);
    // pkg-config gives paths: the program writes `gtk/gtk.h` or `sqlite3.h`.
    return pkg !== undefined && pkgConfig(pkg).headers.some((path) => path === header || path.endsWith(`/${header}`));
  });
  if (others.length === 0) return found;
  throw new ConfigError(
    `${config.file}: ${header} belongs to ${others.length + 1} libraries: name one in the import, "?lib="`,
    {
      file: config.file,
    },
  );
}
