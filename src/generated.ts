import { later } from "./cache/later.ts";
import { type EmitOptions, type EmittedModule, emitModule, type ModuleStyle } from "./emit/emit-module.ts";
import { keptModule, newModule, type ReportedModule } from "./kept-module.ts";
import { libraryCandidates } from "./library-candidates.ts";
import type { HeadersRead, ReadOptions } from "./read-headers.ts";
import type { Declared } from "./spec/declared.ts";
import type { LocatedProblem } from "./spec/diagnostic.ts";
import type { Spec } from "./spec/spec.ts";

export interface GenerateOptions extends ReadOptions, ModuleStyle {
  /** Library to load at run time: as for the linker's `-l` (`sqlite3`), or a path. `null`: calls throw. */
  readonly library: string | null;
}

export interface Generated extends ReportedModule {
  readonly spec: Spec;
  /** What the selected files declare. */
  readonly declared: readonly Declared[];
  /** Of reading and of emitting, in this order. */
  readonly problems: readonly LocatedProblem[];
  /** Paths of the headers and of all that they include. */
  readonly files: readonly string[];
  /** clang's, of the spec. */
  readonly triple: string;
}

/**
 * Spec and module of what has been read. Of what an earlier process has kept, only what somebody looks at is parsed.
 *
 * @param shared what a module says of all targets that it serves.
 */
export function generated(
  { dump, triple, kept }: HeadersRead,
  options: GenerateOptions,
  shared: Pick<EmitOptions, "candidates" | "only" | "taken"> = {},
): Generated {
  const emitting = { ...emitOptions(triple, options.library, options), ...shared };
  const made = kept === null ? newModule(dump, emitting) : keptModule(dump, emitting, kept);
  const problems = later(() => [...dump.problems, ...made.module.problems]);
  return {
    module: made.module,
    text: made.text,
    files: dump.files,
    triple,
    get spec() {
      return dump.spec;
    },
    get declared() {
      return dump.declared;
    },
    get problems() {
      return problems();
    },
    get report() {
      return made.report;
    },
    get notices() {
      return made.notices;
    },
  };
}

/** What concerns reading: nothing else may change what is read. */
export function readOptions({
  library: _library,
  rename: _rename,
  stripPrefix: _stripPrefix,
  enumStyle: _enumStyle,
  annotations: _annotations,
  ...read
}: GenerateOptions): ReadOptions {
  return read;
}

/** Typed module of a spec, with the names under which this machine has the library. */
export function emit(spec: Spec, library: string | null, style: ModuleStyle = {}): EmittedModule {
  return emitModule(spec, emitOptions(spec.target.triple, library, style));
}

function emitOptions(triple: string, library: string | null, style: ModuleStyle): EmitOptions {
  const candidates = library === null ? [] : libraryCandidates(library, triple);
  const { rename = [], stripPrefix = [], enumStyle = "both", annotations = null } = style;
  return { library, candidates, rename, stripPrefix, enumStyle, annotations };
}
