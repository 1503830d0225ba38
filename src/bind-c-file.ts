import { cpus } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { KeptObjects, sumOf } from "./cache/kept-objects.ts";
import { type EmittedModule, emitModule, type ModuleStyle } from "./emit/emit-module.ts";
import type { ReadOptions } from "./read-headers.ts";
import { readHeadersNow } from "./read-headers-now.ts";
import { buildShim } from "./shim/build-shim.ts";
import type { CompilerMessage } from "./shim/compiler-message.ts";
import type { LocatedProblem } from "./spec/diagnostic.ts";
import type { Spec } from "./spec/spec.ts";
import { temporaryObjects } from "./temporary-objects.ts";

export type { CompilerMessage };

export interface CFileOptions extends ReadOptions, ModuleStyle {
  /** For the compiler: `-O3`, `-march=native`. Those that change what C text means are told clang too. */
  readonly flags?: readonly string[];
  /** Libraries as for the linker's `-l`, or absolute paths; and other arguments of the linker's, with their `-`. */
  readonly link?: readonly string[];
  /** Default: that of the environment's CC, else cc, gcc, clang, zig cc. */
  readonly compiler?: string | undefined;
}

/** The module of a C file, which calls the shared object that was made of it. */
export interface BoundCFile {
  readonly module: EmittedModule;
  /** Absolute path of the shared object, as it stands in the module's text. */
  readonly object: string;
  readonly problems: readonly LocatedProblem[];
  readonly warnings: readonly CompilerMessage[];
  /** Paths of the C file and of all that it includes. */
  readonly files: readonly string[];
}

/** What the compiler said, when it was asked. */
interface Kept {
  readonly refused: readonly (readonly [name: string, reason: string])[];
  readonly warnings: readonly CompilerMessage[];
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
  const objects = new KeptObjects(temporaryObjects);
  const asked = { path, clangArguments, flags, link, compiler, read, rename, stripPrefix, enumStyle, annotations };
  const keyNow = (): string =>
    objects.key(JSON.stringify([asked, surroundings(flags)]), JSON.stringify(spec), sumOf(dump.files));
  const key = keyNow();
  const object = join(objects.folder, `${basename(path, ".c").replaceAll(/[^\w.-]/g, "_")}-${key}.so`);
  const style = { rename, stripPrefix, enumStyle, annotations };
  const given = Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined));
  const emitted = (refused: ReadonlyMap<string, string>): EmittedModule =>
    emitModule(spec, { ...given, library: object, shim: { path: null, refused } });
  const bound = (module: EmittedModule, { warnings }: Pick<Kept, "warnings">): BoundCFile => ({
    module,
    object,
    problems: [...dump.problems, ...module.problems],
    warnings,
    files: dump.files,
  });

  const known = objects.recall(key, object);
  if (known !== null) {
    const kept: Kept = JSON.parse(known);
    return bound(emitted(new Map(kept.refused)), kept);
  }
  const refused = new Map<string, string>();
  for (;;) {
    const module = emitted(refused);
    const shim = module.shim ?? { text: `#include "${spec.headers[0] ?? basename(path)}"\n`, wrappers: [] };
    const linkArguments = link.map(linkArgument);
    const source = {
      ...shim,
      clangArguments,
      linkArguments,
      folders: [dirname(path)],
      compiler,
      program: { file: path, flags },
    };
    const result = buildShim(source, object);
    if (result.kind === "built") {
      const kept: Kept = { refused: [...refused], warnings: result.warnings };
      // What has changed meanwhile may be compiled, or not.
      if (keyNow() === key) objects.remember(key, object, result.files, JSON.stringify(kept));
      return bound(module, kept);
    }
    // Each round leaves something out, so there is a last one.
    for (const [name, reason] of result.reasons) refused.set(name, reason);
  }
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

/** What else the compiler goes by. */
function surroundings(flags: readonly string[]): readonly (string | undefined)[] {
  const { CC, CPATH, C_INCLUDE_PATH, LIBRARY_PATH } = process.env;
  const processor = flags.some((flag) => flag.endsWith("=native")) ? cpus()[0]?.model : "";
  return [process.cwd(), CC ?? "", CPATH, C_INCLUDE_PATH, LIBRARY_PATH, processor];
}

function linkArgument(library: string): string {
  if (library.startsWith("-") || isAbsolute(library)) return library;
  return /\.so(\.|$)/.test(library) ? `-l:${library}` : `-l${library}`;
}
