import { ts } from "ts-morph";
import { generate, type LocatedProblem } from "../index.ts";
import type { HeaderRequest } from "./header-request.ts";
import type { PluginOptions } from "./plugin-options.ts";

/** The module of a header. */
export interface BoundHeader {
  /** JavaScript. */
  readonly code: string;
  /** Paths of the header and of all that it includes. */
  readonly files: readonly string[];
  readonly problems: readonly LocatedProblem[];
}

/**
 * JavaScript that binds what a header declares.
 * @throws ParseError, HeaderError, PatternError, LibclangError
 */
export function bindHeader({ header, library, include }: HeaderRequest, options: PluginOptions): BoundHeader {
  const { clangArgs = [], libclang } = options;
  const { module, files, problems } = generate([header], {
    library,
    include,
    clangArguments: clangArgs,
    cache: true,
    ...(libclang === undefined ? {} : { libclang }),
  });
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, removeComments: false };
  return { code: ts.transpileModule(module.code, { compilerOptions }).outputText, files, problems };
}
