import { compileModule } from "../compile/compile-module.ts";
import type { LoadedConfig } from "../config/load-config.ts";
import { generate } from "../generate.ts";
import { generateLibrary } from "../generate-library.ts";
import type { Generated } from "../generated.ts";
import { keptCompile } from "../kept-compile.ts";
import type { LocatedProblem } from "../spec/diagnostic.ts";
import { configuredLibrary } from "./configured-library.ts";
import { fileState } from "./file-state.ts";
import { headerRequest } from "./header-request.ts";
import type { ImportOptions } from "./import-options.ts";

/** The module of a header. */
export interface BoundHeader {
  readonly js: string;
  /** Declarations, as of a `.d.ts`. */
  readonly types: string;
  /** Paths of the header, of all that it includes, and of the config. */
  readonly files: readonly string[];
  readonly problems: readonly LocatedProblem[];
}

/** The modules of the headers that a program imports, each made once as long as no file changes that it came from. */
export class HeaderBindings {
  readonly #options: ImportOptions;
  readonly #config: LoadedConfig | null;
  readonly #made = new Map<string, { readonly bound: BoundHeader; readonly state: string }>();

  /** @param config what holds for imports without parameters of a header that one of its libraries has. */
  constructor(options: ImportOptions = {}, config: LoadedConfig | null = null) {
    this.#options = options;
    this.#config = config;
  }

  /** The config and what it names. */
  get configFiles(): readonly string[] {
    return this.#config?.files ?? [];
  }

  /** Whether `bind` gives what it gave before. */
  isKnown(id: string): boolean {
    const made = this.#made.get(id);
    return made !== undefined && made.state === fileState(made.bound.files);
  }

  /**
   * The module that binds what a header declares.
   *
   * @param id of `headerId`.
   * @throws as `generateLibrary`, and Error for a parameter that there is not.
   */
  bind(id: string): BoundHeader {
    const made = this.#made.get(id);
    if (made !== undefined && this.isKnown(id)) return made.bound;
    this.#made.delete(id);
    const { generated, isKept } = this.#generate(id);
    const { module, files: headers, problems } = generated;
    const { js, types } = (isKept ? keptCompile : compileModule)(module.code, "header.ts");
    const files = [...headers, ...this.configFiles];
    const bound = { js, types, files, problems };
    this.#made.set(id, { bound, state: fileState(files) });
    return bound;
  }

  #generate(id: string): { readonly generated: Generated; readonly isKept: boolean } {
    const { header, library, include, isBare } = headerRequest(id);
    const configured = isBare && this.#config !== null ? configuredLibrary(this.#config, header) : null;
    if (configured !== null) return { generated: generateLibrary(configured), isKept: configured.cache ?? true };
    const { clangArgs = [], libclang } = this.#options;
    const options = { library, include, clangArguments: clangArgs, cache: true };
    return { generated: generate([header], libclang === undefined ? options : { ...options, libclang }), isKept: true };
  }
}
