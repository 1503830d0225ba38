import { existsSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { type EmittedModule, emitModule, type ModuleStyle } from "./emit/emit-module.ts";
import { libraryCandidates } from "./library-candidates.ts";
import { findHeader } from "./parser/find-header.ts";
import { buildShim, type ShimResult, type ShimSource } from "./shim/build-shim.ts";
import { ShimError } from "./shim/shim-error.ts";
import type { Spec } from "./spec/spec.ts";

export interface ShimBuild {
  /** The module's file. */
  readonly output: string;
  /** As they were given to the parser. */
  readonly headers: readonly string[];
  readonly clangArguments: readonly string[];
  /** What the wrappers are linked with besides the library. */
  readonly linkArguments: readonly string[];
  readonly compiler?: string | undefined;
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

/** How shared objects end, where a system has its own way; the runtime's `shim` knows the same. */
const ENDINGS: { readonly [platform: string]: string } = { win32: ".dll", darwin: ".dylib" };

/**
 * Typed module of a spec, and a shared object of the wrappers that it needs. What the compiler or the linker refuses is left out of the
 * module, and reported.
 */
export function emitWithShim(spec: Spec, library: string | null, style: ModuleStyle, build: ShimBuild): ShimmedModule {
  const stem = build.output.replace(/\.[cm]?[jt]s$/, ".shim");
  const candidates = library === null ? [] : libraryCandidates(library, spec.target.triple);
  const refused = new Map<string, string>();
  for (;;) {
    const shim = { path: `./${basename(stem)}`, refused };
    const module = emitModule(spec, { ...style, library, candidates, shim });
    if (module.shim === null) return { module, source: null, failure: null };
    const text = module.shim.text;
    const result = tryToBuild(
      {
        ...module.shim,
        clangArguments: build.clangArguments,
        linkArguments: [...libraryArguments(library, candidates, build.output), ...build.linkArguments],
        folders: foldersOf(spec, build.headers),
        compiler: build.compiler,
      },
      build.keeps ? `${stem}${ENDINGS[process.platform] ?? ".so"}` : null,
    );
    if (result.kind !== "refused") {
      const failure = result.kind === "failed" ? result.reason : null;
      return { module, source: { path: `${stem}.c`, text }, failure };
    }
    // Each round leaves something out, so there is a last one.
    for (const [name, reason] of result.reasons) refused.set(name, reason);
  }
}

function tryToBuild(
  source: ShimSource,
  output: string | null,
): ShimResult | { readonly kind: "failed"; readonly reason: string } {
  try {
    return buildShim(source, output);
  } catch (error) {
    if (error instanceof ShimError) return { kind: "failed", reason: error.message };
    throw error;
  }
}

/** What the linker is told of the library that the module calls. */
function libraryArguments(library: string | null, candidates: readonly string[], output: string): readonly string[] {
  if (library === null || library.startsWith("@")) return [];
  if (!/[\\/]/.test(library)) return [candidates[0] === undefined ? `-l${library}` : `-l:${candidates[0]}`];
  // A relative path is relative to the module, and so to the shim.
  const path = isAbsolute(library) ? library : resolve(dirname(output), library);
  const folder = isAbsolute(library) ? dirname(library) : join("$ORIGIN", dirname(library));
  return existsSync(path) ? [path, `-Wl,-rpath,${folder}`] : [];
}

/** Where the shim's `#include "name"` finds headers that were given as files. */
function foldersOf({ headers: names }: Spec, headers: readonly string[]): readonly string[] {
  return headers.flatMap((header, i) => {
    const { path } = findHeader(header);
    const name = names[i] ?? "";
    return path?.endsWith(`/${name}`) ? [path.slice(0, -name.length - 1)] : [];
  });
}
