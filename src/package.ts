import { compileModule } from "./compile/compile-module.ts";
import { mapConverters } from "./config/annotation-files.ts";
import type { PackageInfo } from "./config/config.ts";
import { type EmittedModule, emitModule, type ModuleStyle } from "./emit/emit-module.ts";
import { libraryCandidates } from "./library-candidates.ts";
import { completeInfo } from "./package/complete-info.ts";
import { manifest } from "./package/manifest.ts";
import { oneModule } from "./package/one-module.ts";
import { ownVersions } from "./package/own-versions.ts";
import { PackageError } from "./package/package-error.ts";
import { shortTriple } from "./package/platform-of-triple.ts";
import { platformName, platformsOf } from "./package/platforms-of.ts";
import type { BuiltShim } from "./package/prebuilds.ts";
import { readme } from "./package/readme.ts";
import { type ShimFiles, shimFiles } from "./package/shim-files.ts";
import type { Annotations } from "./spec/annotations/annotation.ts";
import { type BindingReport, bindingReport } from "./spec/binding-report.ts";
import type { Declared } from "./spec/declared.ts";
import type { LocatedProblem } from "./spec/diagnostic.ts";
import { formatSpec } from "./spec/format-spec.ts";
import type { Spec } from "./spec/spec.ts";

/** What a package is made of: what the headers say on one platform. */
export interface PackageSource {
  readonly spec: Spec;
  /** Of reading the headers, where they were read now: what the spec does not have. */
  readonly declared?: readonly Declared[];
  readonly problems?: readonly LocatedProblem[];
}

export interface PackageOptions extends ModuleStyle {
  /** Library to load, as for the linker's `-l`: a path would be one of this machine. */
  readonly library: string | null;
  readonly info: PackageInfo;
  /** Markdown for the beginning of the README. */
  readonly intro?: string | null;
  /** Text of the licence. */
  readonly licenseText?: string | null;
  /** Wrappers in C, and the package's folder, with what there is of those for other platforms. */
  readonly shim?: { readonly built: BuiltShim; readonly folder: string } | null;
}

export interface PackageFile {
  /** From the package's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface MadePackage {
  readonly files: readonly PackageFile[];
  readonly module: EmittedModule;
  /** One for each source. */
  readonly reports: readonly BindingReport[];
  /** The wrappers in C; their text is among the files. */
  readonly shim: ShimFiles | null;
}

/**
 * The files of an npm package: a folder that `npm publish` takes as it is.
 *
 * @param sources one library, on one platform or several; the same module has to be right on all of them.
 * @throws PackageError, TargetError
 */
export function makePackage(sources: readonly PackageSource[], options: PackageOptions): MadePackage {
  const info = completeInfo(options.info);
  const { library, annotations = null, shim = null } = options;
  checkLibrary(library, annotations);
  if (sources.length === 0) throw new PackageError("no spec given to make a package of");
  const targets = sources.map(({ spec }) => spec.target.triple);
  const platforms = platformsOf(targets);
  const names = platforms.map(platformName);
  const candidates = sources.flatMap(({ spec }) =>
    library === null ? [] : libraryCandidates(library, spec.target.triple),
  );
  const emit = (taken: ReadonlySet<string>): readonly EmittedModule[] =>
    sources.map(({ spec }) =>
      emitModule(spec, {
        ...options,
        candidates: [...new Set(candidates)],
        only: { name: info.name, platforms: [...new Set(names)], targets },
        shim: shim === null ? null : { path: `./${shim.built.name}`, refused: shim.built.refused },
        taken,
      }),
    );
  const modules = emit(new Set());
  const module = oneModule((taken) => (taken.size === 0 ? modules : emit(taken)), targets, info.name);
  if (library === null && module.counts.functions > (module.shim?.wrappers.length ?? 0)) {
    throw new PackageError("no library named: calling a function of this package would throw (use --lib)");
  }
  const reports = sources.map(({ spec, declared, problems = [] }, i) => {
    const { bound = new Set<string>(), problems: emitted = [] } = modules[i] ?? {};
    return bindingReport({
      spec,
      bound,
      problems: [...problems, ...emitted],
      ...(declared === undefined ? {} : { declared }),
    });
  });
  const data = dataFiles(sources, annotations);
  const wrapped = shim === null ? null : shimFiles(shim.built, shim.folder, platformFiles(sources, modules, data));
  const facts = {
    library,
    platforms,
    headers: sources[0]?.spec.headers ?? [],
    data: data.map(({ path }) => path),
    shim: wrapped,
  };
  const { c2ts: generator, runtime, koffi } = ownVersions();
  const written = [...moduleOf(module.code), ...data, ...(wrapped?.files ?? [])];
  const paths = [...written.map(({ path }) => path), ...(wrapped?.prebuilt ?? [])];
  const files = [
    { path: "package.json", text: json(manifest(info, { ...facts, files: paths, runtime, generator })) },
    {
      path: "README.md",
      text: readme(info, {
        ...facts,
        contents: contents(module),
        example: example(module),
        annotated: annotations !== null && Object.keys(annotations).length > 0,
        problems: lost(reports),
        koffi,
        intro: options.intro ?? null,
      }),
    },
    ...(options.licenseText ? [{ path: "LICENSE", text: options.licenseText }] : []),
    ...written,
  ];
  return { files, module, reports, shim: wrapped };
}

function checkLibrary(library: string | null, annotations: Annotations | null): void {
  if (library !== null && /[\\/]/.test(library)) {
    throw new PackageError(
      `${library} is a file of this machine: name the library as the linker does (--lib shop), so that it is found on others`,
    );
  }
  mapConverters(annotations ?? {}, (path) => {
    throw new PackageError(`the converter ${path} is not in the package: name it by a package that has it`);
  });
}

/** What runs, what types it, and what both were made of. */
function moduleOf(code: string): readonly PackageFile[] {
  const { js, types, map } = compileModule(code, "index.ts");
  return [
    { path: "index.js", text: `${js.trimEnd()}\n//# sourceMappingURL=index.js.map\n` },
    { path: "index.js.map", text: `${map}\n` },
    { path: "index.d.ts", text: types },
    { path: "index.ts", text: code },
  ];
}

function dataFiles(sources: readonly PackageSource[], annotations: Annotations | null): readonly PackageFile[] {
  const specs = sources.map(({ spec }) => ({
    path: `spec/${shortTriple(spec.target.triple)}.json`,
    text: formatSpec(spec),
  }));
  return annotations === null ? specs : [...specs, { path: "spec/annotations.json", text: json(annotations) }];
}

/** Module and spec file of each platform; the specs are the first of the data. */
function platformFiles(
  sources: readonly PackageSource[],
  modules: readonly EmittedModule[],
  data: readonly PackageFile[],
): Parameters<typeof shimFiles>[2] {
  return sources.flatMap(({ spec }, i) => {
    const [module, file] = [modules[i], data[i]];
    return module === undefined || file === undefined ? [] : [{ triple: spec.target.triple, module, spec: file }];
  });
}

/** What users will look for and not find, or not find whole; once, where several platforms agree. */
function lost(reports: readonly BindingReport[]): BindingReport["problems"] {
  const all = reports.flatMap(({ problems }) => problems.filter(({ outcome }) => /^(leftOut|degraded)$/.test(outcome)));
  return [...new Map(all.map((problem) => [`${problem.kind} ${problem.name} ${problem.text}`, problem])).values()];
}

/** A function to show how to import: the version is what one asks a library first. */
function example(module: EmittedModule): string | null {
  const functions = module.emitted.flatMap((declaration) => {
    const [, name] = /^export (?:function|const) (\w+)/m.exec(module.codeOf(declaration)) ?? [];
    return declaration.kind === "function" && name !== undefined ? [name] : [];
  });
  return functions.find((name) => /version/i.test(name)) ?? functions[0] ?? null;
}

function contents({ counts }: EmittedModule): string {
  const { functions, records, enums, constants, globals } = counts;
  return Object.entries({ functions, records, enums, constants, globals })
    .filter(([, count]) => count > 0)
    .map(([noun, count]) => `${count} ${count === 1 ? noun.slice(0, -1) : noun}`)
    .join(", ");
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
