import { basename, dirname, isAbsolute } from "node:path";
import { buildKept } from "./build-kept.ts";
import { sumOf } from "./cache/kept-objects.ts";
import { type EmittedModule, emitModule, type ModuleStyle } from "./emit/emit-module.ts";
import type { ReadOptions } from "./read-headers.ts";
import { readHeadersNow } from "./read-headers-now.ts";
import type { CompilerMessage } from "./shim/compiler-message.ts";
import type { LocatedProblem } from "./spec/diagnostic.ts";
import type { Spec } from "./spec/spec.ts";

export type { CompilerMessage };

export interface CFileOptions extends ReadOptions, ModuleStyle {
  /** For the compiler: `-O3`, `-march=native`. Those that change what C text means are told clang too. */
  readonly flags?: readonly string[];
  /** Libraries as for the linker's `-l`, or absolute paths; and other arguments of the linker's, with their `-`. */
  readonly link?: readonly string[];
  /** Default: that of the environment's CC, else cc, gcc, clang, zig cc. */
  readonly compiler?: string | undefined;
}

/** The module of a C file or of headers, which calls the shared object that was made of it, or of wrappers. */
export interface BoundCFile {
  readonly module: EmittedModule;
  /** Absolute path of the shared object, as it stands in the module's text; `null` where none is needed. */
  readonly object: string | null;
  readonly problems: readonly LocatedProblem[];
  readonly warnings: readonly CompilerMessage[];
  /** Whether the compiler has run for it: its warnings are news. */
  readonly isNew: boolean;
  /** Paths of what was read, and of all that it includes. */
  readonly files: readonly string[];
}

/**
 * Compiles a C file, and binds what it declares; no compiler runs where one has seen all of it before.
 *
 * @param path absolute.
 * @throws ParseError, HeaderError, LibclangError. ShimError: there is no compiler, or it refuses the file.
 */
export function bindCFile(path: string, options: CFileOptions): BoundCFile {
  const { flags = [], link = [], compiler, rename, stripPrefix, enumStyle, annotations, ...reading } = options;
  const clangArguments = reading.clangArguments ?? [];
  const read = { cache: true, ...reading, clangArguments: [...clangArguments, ...meaningful(flags)] };
  const { dump } = readHeadersNow([path], read);
  const spec = withoutPrivate(dump.spec);
  const style = { rename, stripPrefix, enumStyle, annotations };
  const given = Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined));
  const { module, object, warnings, isNew } = buildKept({
    name: basename(path, ".c"),
    asked: { path, clangArguments, link, compiler, read, ...style },
    flags,
    read: () => [JSON.stringify(spec), sumOf(dump.files)],
    emit: (object, refused) => emitModule(spec, { ...given, library: object, shim: { path: null, refused } }),
    source: ({ shim }) => ({
      ...(shim ?? { text: `#include "${spec.headers[0] ?? basename(path)}"\n`, wrappers: [] }),
      target: spec.target,
      clangArguments,
      linkArguments: link.map(linkArgument),
      folders: [dirname(path)],
      compiler,
      program: { file: path, flags },
    }),
  });
  const problems = [...dump.problems, ...module.problems];
  return { module, object, problems, warnings, isNew, files: dump.files };
}

/** `static` is what C calls private; but `static inline` is how functions for others are written. */
function withoutPrivate(spec: Spec): Spec {
  const declarations = spec.declarations.filter((one) => {
    if (one.kind === "function") return one.storage !== "static" || one.inline;
    return one.kind !== "global" || one.storage !== "static";
  });
  return { ...spec, declarations };
}

/** Options that change what C text says or where it is found; the others are the compiler's alone. */
const MEANINGFUL = /^-(?:[DUI]|std=|include$|isystem|iquote|m(?!tune)|f(?:un)?signed-|fshort-|fpack-)/;
const WITH_VALUE: ReadonlySet<string> = new Set(["-D", "-U", "-I", "-include", "-isystem", "-iquote"]);

function meaningful(flags: readonly string[]): readonly string[] {
  const isValue = (i: number): boolean => WITH_VALUE.has(flags[i - 1] ?? "");
  return flags.filter((flag, i) => MEANINGFUL.test(flag) || isValue(i));
}

function linkArgument(library: string): string {
  if (library.startsWith("-") || isAbsolute(library)) return library;
  return /\.so(\.|$)/.test(library) ? `-l:${library}` : `-l${library}`;
}
