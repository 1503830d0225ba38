import { type BoundCFile, bindCFile, type CompilerMessage } from "../bind-c-file.ts";
import { bindConfiguredCFile } from "../bind-configured-c-file.ts";
import { bindConfiguredShim } from "../bind-configured-shim.ts";
import { bindWithShim } from "../bind-with-shim.ts";
import { compileModule } from "../compile/compile-module.ts";
import type { LoadedConfig } from "../config/load-config.ts";
import { generate } from "../generate.ts";
import { generateLibrary } from "../generate-library.ts";
import type { Generated } from "../generated.ts";
import { keptCompile } from "../kept-compile.ts";
import type { LocatedProblem } from "../spec/diagnostic.ts";
import { C_FILE, cFileRequest } from "./c-file-request.ts";
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
  /** Absolute path of the shared object that was made of a C file or of wrappers, a string in `js`; `null` where there is none. */
  readonly object: string | null;
  /** What the C compiler warns of. */
  readonly warnings: readonly CompilerMessage[];
  /** Whether the C compiler has run for it: its warnings are news. */
  readonly isNew: boolean;
}

interface Making {
  readonly made: Pick<Generated, "module" | "files" | "problems"> &
    Partial<Pick<BoundCFile, "object" | "warnings" | "isNew">>;
  /** Whether what comes of it may be kept for other processes. */
  readonly isKept: boolean;
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
    const known = this.#made.get(id);
    if (known !== undefined && this.isKnown(id)) return known.bound;
    this.#made.delete(id);
    const { made, isKept } = C_FILE.test(id) ? this.#compile(id) : this.#generate(id);
    const { module, files: headers, problems, object = null, warnings = [], isNew = false } = made;
    const { js, types } = (isKept ? keptCompile : compileModule)(module.code, "header.ts");
    const files = [...headers, ...this.configFiles];
    const bound = { js, types, files, problems, object, warnings, isNew };
    this.#made.set(id, { bound, state: fileState(files) });
    return bound;
  }

  #compile(id: string): Making {
    const { path, flags, link, include, isBare } = cFileRequest(id);
    const { clangArgs = [], cflags = [], cc, libclang } = this.#options;
    const configured = isBare && this.#config !== null ? configuredLibrary(this.#config, path) : null;
    if (configured !== null) return { made: bindConfiguredCFile(path, configured), isKept: configured.cache ?? true };
    const made = bindCFile(path, {
      clangArguments: clangArgs,
      flags: [...cflags, ...flags],
      link,
      include,
      compiler: cc,
      ...(libclang === undefined ? {} : { libclang }),
    });
    return { made, isKept: true };
  }

  #generate(id: string): Making {
    const { header, library, include, shim, isBare } = headerRequest(id);
    const configured = isBare && this.#config !== null ? configuredLibrary(this.#config, header) : null;
    if (configured !== null) {
      const made = configured.shim ? bindConfiguredShim(configured) : generateLibrary(configured);
      return { made, isKept: configured.cache ?? true };
    }
    const { clangArgs = [], cflags = [], cc, libclang } = this.#options;
    const common = { library, include, clangArguments: clangArgs, cache: true };
    const options = libclang === undefined ? common : { ...common, libclang };
    if (!shim) return { made: generate([header], options), isKept: true };
    return { made: bindWithShim([header], { ...options, flags: cflags, compiler: cc }), isKept: true };
  }
}
