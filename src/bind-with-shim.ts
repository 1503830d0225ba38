import { basename } from "node:path";
import type { BoundCFile } from "./bind-c-file.ts";
import { foldersOf } from "./build-in-rounds.ts";
import { buildKept } from "./build-kept.ts";
import { sumOf } from "./cache/kept-objects.ts";
import { emitModule, type ModuleStyle } from "./emit/emit-module.ts";
import { libraryArguments } from "./emit-with-shim.ts";
import { libraryCandidates } from "./library-candidates.ts";
import type { ReadOptions } from "./read-headers.ts";
import { readHeadersNow } from "./read-headers-now.ts";

export interface ShimmedOptions extends ReadOptions, ModuleStyle {
  /** As for the linker's `-l`, or an absolute path; `null`: only wrappers can be called. */
  readonly library: string | null;
  /** For the compiler alone. */
  readonly flags?: readonly string[];
  /** Arguments of the linker's, besides the library. */
  readonly link?: readonly string[];
  /** Default: that of the environment's CC, else cc, gcc, clang, zig cc. */
  readonly compiler?: string | undefined;
}

/**
 * Binds headers, with wrappers in C of what no dynamic call reaches; no compiler runs where one has seen all of it before.
 *
 * @throws ParseError, HeaderError, LibclangError. ShimError: there is no compiler, or it refuses the headers.
 */
export function bindWithShim(headers: readonly string[], options: ShimmedOptions): BoundCFile {
  const { library, flags = [], link = [], compiler, rename, stripPrefix, enumStyle, annotations, ...reading } = options;
  const clangArguments = reading.clangArguments ?? [];
  const { dump, triple } = readHeadersNow(headers, { cache: true, ...reading });
  const { spec } = dump;
  const candidates = library === null ? [] : libraryCandidates(library, triple);
  const style = { rename, stripPrefix, enumStyle, annotations };
  const given = Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined));
  const { module, object, warnings, isNew } = buildKept({
    name: basename(spec.headers[0] ?? "headers", ".h"),
    asked: { headers, library, clangArguments, link, compiler, reading, ...style },
    flags,
    read: () => [JSON.stringify(spec), sumOf(dump.files)],
    emit: (path, refused) => emitModule(spec, { ...given, library, candidates, shim: { path, refused } }),
    source: ({ shim }) =>
      shim === null
        ? null
        : {
            ...shim,
            target: spec.target,
            clangArguments: [...clangArguments, ...flags],
            linkArguments: [...libraryArguments(library, candidates, "."), ...link],
            folders: foldersOf(spec, headers),
            compiler,
          },
  });
  const problems = [...dump.problems, ...module.problems];
  return { module, object, problems, warnings, isNew, files: dump.files };
}
