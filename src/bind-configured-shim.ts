import type { BoundCFile } from "./bind-c-file.ts";
import { bindWithShim } from "./bind-with-shim.ts";
import { ConfigError } from "./config/config-error.ts";
import type { LoadedLibrary } from "./config/load-config.ts";
import { libraryOptions } from "./library-options.ts";
import { isHere } from "./package/platforms-of.ts";
import { pkgConfig } from "./pkg-config.ts";
import { forTarget, tripleOf } from "./target-headers.ts";

/**
 * A library of a config that says `shim: true`, with what else is said of it there.
 *
 * @throws as bindWithShim, PkgConfigError, ConfigError
 */
export function bindConfiguredShim(config: LoadedLibrary): BoundCFile {
  const { pkg, library, link = [], cc, prototype = [], targets = [] } = config;
  const found = pkg === undefined ? null : pkgConfig(pkg);
  const headers = config.headers ?? found?.headers ?? [];
  if (headers.length === 0) throw new ConfigError("a library of the config has no `headers`, and no `pkg` to ask");
  // A bundle goes with its shared object, which is this machine's.
  const here = targets.find((target) => isHere(tripleOf(target)));
  if (targets.length > 0 && here === undefined)
    throw new ConfigError("`shim` is built for this machine, which is none of the `targets`");
  const options = libraryOptions(config, found);
  return bindWithShim(headers, {
    ...options,
    ...(here === undefined ? {} : forTarget(options, here)),
    ...(prototype.length === 0 ? {} : { prototypes: prototype }),
    library: library ?? found?.library ?? null,
    link: [...(found?.linkArguments ?? []), ...link],
    compiler: cc,
  });
}
