import { type EmitOptions, type EmittedModule, emitModule, type ModuleStyle } from "./emit/emit-module.ts";
import { keptModule } from "./kept-module.ts";
import { libraryCandidates } from "./library-candidates.ts";
import type { HeadersRead, ReadOptions } from "./read-headers.ts";
import type { Declared } from "./spec/declared.ts";
import type { LocatedProblem } from "./spec/diagnostic.ts";
import type { Spec } from "./spec/spec.ts";

export interface GenerateOptions extends ReadOptions, ModuleStyle {
  /** Library to load at run time: as for the linker's `-l` (`sqlite3`), or a path. `null`: calls throw. */
  readonly library: string | null;
}

export interface Generated {
  readonly spec: Spec;
  readonly module: EmittedModule;
  /** What the selected files declare: `bindingReport` says what became of it. */
  readonly declared: readonly Declared[];
  /** Of reading and of emitting, in this order. */
  readonly problems: readonly LocatedProblem[];
  /** Paths of the headers and of all that they include. */
  readonly files: readonly string[];
}

/**
 * Spec and module of what has been read.
 *
 * @param shared what a module says of all targets that it serves.
 */
export function generated(
  { dump, kept }: HeadersRead,
  options: GenerateOptions,
  shared: Pick<EmitOptions, "candidates" | "only"> = {},
): Generated {
  const { spec, declared, problems, files } = dump;
  const emitting = { ...emitOptions(spec, options.library, options), ...shared };
  const module = kept === null ? emitModule(spec, emitting) : keptModule(spec, emitting, kept);
  return { spec, module, declared, problems: [...problems, ...module.problems], files };
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
  return emitModule(spec, emitOptions(spec, library, style));
}

function emitOptions(spec: Spec, library: string | null, style: ModuleStyle): EmitOptions {
  const candidates = library === null ? [] : libraryCandidates(library, spec.target.triple);
  const { rename = [], stripPrefix = [], enumStyle = "both", annotations = null } = style;
  return { library, candidates, rename, stripPrefix, enumStyle, annotations };
}
