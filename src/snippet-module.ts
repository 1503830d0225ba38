import { type EmittedModule, emitModule } from "./emit/emit-module.ts";
import { type DumpOptions, dump } from "./parser/dump.ts";
import type { LocatedProblem } from "./spec/diagnostic.ts";
import type { Spec } from "./spec/spec.ts";

export interface SnippetModule {
  readonly spec: Spec;
  /** With wrappers of what no dynamic call reaches. */
  readonly module: EmittedModule;
  /** Of reading. */
  readonly problems: readonly LocatedProblem[];
}

/**
 * What a C text declares for a program that it stands in: all but static functions, which are the text's own.
 *
 * @param file that has the text, or one of `options.files`.
 * @throws ParseError, LibclangError
 */
export function snippetModule(file: string, options: DumpOptions): SnippetModule {
  const { spec: read, problems } = dump([file], options);
  const declarations = read.declarations.filter((one) => one.kind !== "function" || one.storage !== "static");
  const spec = { ...read, declarations };
  return { spec, module: emitSnippet(spec, true), problems };
}

/** @param wraps whether there can be wrappers. */
export function emitSnippet(spec: Spec, wraps: boolean): EmittedModule {
  return emitModule(spec, { library: "snippet", shim: wraps ? { path: "./snippet", refused: new Map() } : null });
}
