import { existsSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { buildInRounds, type ShimTools } from "./build-in-rounds.ts";
import { type EmittedModule, emitModule, type ModuleStyle } from "./emit/emit-module.ts";
import { libraryCandidates } from "./library-candidates.ts";
import { sharedObjectEnding } from "./spec/shared-object-ending.ts";
import type { Spec } from "./spec/spec.ts";

export interface ShimBuild extends ShimTools {
  /** The module's file. */
  readonly output: string;
  /** Whether the shared object is kept, or is only built to see what of it can be. */
  readonly keeps: boolean;
}

/** A module with a shim next to it. */
export interface ShimmedModule {
  readonly module: EmittedModule;
  /** The C file; `null` where nothing needs one. */
  readonly source: { readonly path: string; readonly text: string } | null;
  /** Why the C file could not be compiled at all: then the module calls what is not there yet. `null` if it was. */
  readonly failure: string | null;
}

/**
 * Typed module of a spec, and a shared object of the wrappers that it needs. What the compiler or the linker refuses is left out of the
 * module, and reported.
 */
export function emitWithShim(spec: Spec, library: string | null, style: ModuleStyle, build: ShimBuild): ShimmedModule {
  const { output, keeps, linkArguments, ...tools } = build;
  const stem = output.replace(/\.[cm]?[jt]s$/, ".shim");
  const candidates = library === null ? [] : libraryCandidates(library, spec.target.triple);
  const { module, failure } = buildInRounds(
    spec,
    (refused) => emitModule(spec, { ...style, library, candidates, shim: { path: `./${basename(stem)}`, refused } }),
    { ...tools, linkArguments: [...libraryArguments(library, candidates, output), ...linkArguments] },
    keeps ? stem + sharedObjectEnding(spec.target.triple) : null,
  );
  const source = module.shim === null ? null : { path: `${stem}.c`, text: module.shim.text };
  return { module, source, failure };
}

/** What the linker is told of the library that the module calls. */
export function libraryArguments(
  library: string | null,
  candidates: readonly string[],
  output: string,
): readonly string[] {
  if (library === null || library.startsWith("@")) return [];
  if (!/[\\/]/.test(library)) return [candidates[0] === undefined ? `-l${library}` : `-l:${candidates[0]}`];
  // A relative path is relative to the module, and so to the shim.
  const path = isAbsolute(library) ? library : resolve(dirname(output), library);
  const folder = isAbsolute(library) ? dirname(library) : join("$ORIGIN", dirname(library));
  return existsSync(path) ? [path, `-Wl,-rpath,${folder}`] : [];
}
