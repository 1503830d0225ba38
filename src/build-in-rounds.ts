import type { EmittedModule } from "./emit/emit-module.ts";
import { findHeader } from "./parser/find-header.ts";
import { buildShim, type ShimResult, type ShimSource } from "./shim/build-shim.ts";
import { ShimError } from "./shim/shim-error.ts";
import type { Spec } from "./spec/spec.ts";

/** What a shim is compiled and linked with. */
export interface ShimTools {
  /** As they were given to the parser. */
  readonly headers: readonly string[];
  readonly clangArguments: readonly string[];
  /** What the wrappers are linked with besides the library. */
  readonly linkArguments: readonly string[];
  readonly compiler?: string | undefined;
}

/** A module, and what became of its shim. */
export interface BuiltInRounds {
  readonly module: EmittedModule;
  /** Functions that have no wrapper, each with the compiler's or linker's reason. */
  readonly refused: ReadonlyMap<string, string>;
  /** Why there is no shared object at all; `null` if there is one, or nothing needs it. */
  readonly failure: string | null;
}

/**
 * Builds the shim of a spec's module. What the compiler or the linker refuses is left out of the module, until the rest can be built.
 *
 * @param emit the module without the wrappers of what is refused.
 * @param output the shared object; `null` to see only whether it can be built.
 */
export function buildInRounds(
  spec: Spec,
  emit: (refused: ReadonlyMap<string, string>) => EmittedModule,
  { headers, ...tools }: ShimTools,
  output: string | null,
): BuiltInRounds {
  const refused = new Map<string, string>();
  const folders = foldersOf(spec, headers);
  for (;;) {
    const module = emit(refused);
    if (module.shim === null) return { module, refused, failure: null };
    const result = tryToBuild({ ...module.shim, ...tools, target: spec.target, folders }, output);
    if (result.kind !== "refused") {
      return { module, refused, failure: result.kind === "failed" ? result.reason : null };
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

/** Where the shim's `#include "name"` finds headers that were given as files. */
export function foldersOf({ headers: names }: Spec, headers: readonly string[]): readonly string[] {
  return headers.flatMap((header, i) => {
    const { path } = findHeader(header);
    const name = names[i] ?? "";
    return path?.endsWith(`/${name}`) ? [path.slice(0, -name.length - 1)] : [];
  });
}
