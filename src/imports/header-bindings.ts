import { statSync } from "node:fs";
import { compileModule } from "../compile/compile-module.ts";
import { generate } from "../generate.ts";
import type { LocatedProblem } from "../spec/diagnostic.ts";
import { headerRequest } from "./header-request.ts";
import type { ImportOptions } from "./import-options.ts";

/** The module of a header. */
export interface BoundHeader {
  readonly js: string;
  /** Declarations, as of a `.d.ts`. */
  readonly types: string;
  /** Paths of the header and of all that it includes. */
  readonly files: readonly string[];
  readonly problems: readonly LocatedProblem[];
}

/** The modules of the headers that a program imports, each made once as long as no file changes that it came from. */
export class HeaderBindings {
  readonly #options: ImportOptions;
  readonly #made = new Map<string, { readonly bound: BoundHeader; readonly state: string }>();

  constructor(options: ImportOptions = {}) {
    this.#options = options;
  }

  /** Whether `bind` gives what it gave before. */
  isKnown(id: string): boolean {
    const made = this.#made.get(id);
    return made !== undefined && made.state === stateOf(made.bound.files);
  }

  /**
   * The module that binds what a header declares.
   *
   * @param id of `headerId`.
   * @throws ParseError, HeaderError, PatternError, LibclangError
   */
  bind(id: string): BoundHeader {
    const made = this.#made.get(id);
    if (made !== undefined && this.isKnown(id)) return made.bound;
    this.#made.delete(id);
    const { header, library, include } = headerRequest(id);
    const { clangArgs = [], libclang } = this.#options;
    const { module, files, problems } = generate([header], {
      library,
      include,
      clangArguments: clangArgs,
      cache: true,
      ...(libclang === undefined ? {} : { libclang }),
    });
    const { js, types } = compileModule(module.code, "header.ts");
    const bound = { js, types, files, problems };
    this.#made.set(id, { bound, state: stateOf(files) });
    return bound;
  }
}

/** Another text whenever a file is written, replaced or gone. */
function stateOf(files: readonly string[]): string {
  return files
    .map((file) => {
      const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
      return stat === undefined ? "gone" : `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`;
    })
    .join("\n");
}
