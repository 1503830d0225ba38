import type { DumpCache } from "./cache/dump-cache.ts";
import { later } from "./cache/later.ts";
import { type EmitOptions, type EmittedModule, emitModule } from "./emit/emit-module.ts";
import type { Dump } from "./parser/dump.ts";
import { type BindingReport, bindingReport, type ReportedProblem } from "./spec/binding-report.ts";
import { notices } from "./spec/notices.ts";

/** A module, and what became of all that the headers declare. */
export interface ReportedModule {
  readonly module: EmittedModule;
  /** Its code, in UTF-8 where that is at hand. */
  readonly text: string | Uint8Array;
  readonly report: BindingReport;
  /** Of the report's problems those that are told in any case. */
  readonly notices: readonly ReportedProblem[];
}

/** What has been read, and where more is kept that comes of it. */
export interface Kept {
  readonly cache: DumpCache;
  /** The name of what was read. */
  readonly sum: string;
}

/** What every run wants to know. */
type Head = Pick<EmittedModule, "counts"> &
  Pick<ReportedModule, "notices"> &
  Omit<BindingReport, "problems" | "excluded">;
type ModuleRest = Pick<EmittedModule, "problems"> & { readonly bound: readonly string[] };
type ReportRest = Pick<BindingReport, "problems" | "excluded">;

/**
 * The module that an earlier process has made of the same spec with the same options, or the one that is made now: emitting is
 * pure. What a run does not look at is not even parsed, and what only those want who look at single declarations is made when they do.
 */
export function keptModule(dump: Dump, options: EmitOptions, kept: Kept): ReportedModule {
  return recalled(dump, options, kept) ?? remembered(dump, options, kept);
}

/** Module and report made now. */
export function newModule(dump: Dump, options: EmitOptions): ReportedModule {
  const module = emitModule(dump.spec, options);
  const report = later(() => {
    const { spec, declared, problems } = dump;
    return bindingReport({ spec, declared, bound: module.bound, problems: [...problems, ...module.problems] });
  });
  return {
    module,
    text: module.code,
    get report() {
      return report();
    },
    get notices() {
      return notices(report());
    },
  };
}

/** A module, and a report that has been made of it. */
export function reported(module: EmittedModule, report: BindingReport): ReportedModule {
  return { module, text: module.code, report, notices: notices(report) };
}

function remembered(dump: Dump, options: EmitOptions, { cache, sum }: Kept): ReportedModule {
  const made = newModule(dump, options);
  const { module, report, notices } = made;
  const { problems, excluded, ...said } = report;
  const head: Head = { counts: module.counts, notices, ...said };
  const rest: ModuleRest = { problems: module.problems, bound: [...module.bound] };
  const reported: ReportRest = { problems, excluded };
  cache.rememberMade(sum, options, [JSON.stringify(head), module.code, JSON.stringify(rest), JSON.stringify(reported)]);
  return made;
}

function recalled(dump: Dump, options: EmitOptions, { cache, sum }: Kept): ReportedModule | null {
  const [head, code, moduleRest, reportRest] = cache.recallMade(sum, options) ?? [];
  if (head === undefined || code === undefined || moduleRest === undefined || reportRest === undefined) return null;
  const { counts, notices, ...said }: Head = JSON.parse(head.toString());
  const string = later(() => code.toString());
  const rest = later(() => {
    const { problems, bound }: ModuleRest = JSON.parse(moduleRest.toString());
    return { problems, bound: new Set(bound) };
  });
  const reported = later((): ReportRest => JSON.parse(reportRest.toString()));
  const made = later(() => emitModule(dump.spec, options));
  return {
    module: {
      counts,
      shim: null, // a module with one is not only made of the spec: the compiler has a say
      get code() {
        return string();
      },
      get problems() {
        return rest().problems;
      },
      get bound() {
        return rest().bound;
      },
      get emitted() {
        return made().emitted;
      },
      codeOf: (declaration) => made().codeOf(declaration),
    },
    text: code,
    notices,
    report: {
      ...said,
      get problems() {
        return reported().problems;
      },
      get excluded() {
        return reported().excluded;
      },
    },
  };
}
