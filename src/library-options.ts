import { readFileSync } from "node:fs";
import type { LoadedLibrary } from "./config/load-config.ts";
import type { ModuleStyle } from "./emit/emit-module.ts";
import type { PkgConfigAnswer } from "./pkg-config.ts";
import type { ReadOptions } from "./read-headers.ts";

/** How a library of a config is to be read, and what is to become of its declarations. */
export function libraryOptions(library: LoadedLibrary, found: PkgConfigAnswer | null): ReadOptions & ModuleStyle {
  const { libclang, select, clangArgs = [], annotations } = library;
  return {
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
}
