export { checkOutputs, type OutputFile } from "./check/check-outputs.ts";
export type { LibraryName } from "./check/check-symbols.ts";
export { CHECKS, type CheckName, type Fault, faultText } from "./check/fault.ts";
export { type CheckOptions, type CheckReport, check } from "./check.ts";
export { type CompiledModule, compileModule } from "./compile/compile-module.ts";
export { type ModuleFile, moduleFiles } from "./compile/module-files.ts";
export {
  type Config,
  configJsonSchema,
  type LibraryConfig,
  type PackageConfig,
  type PackageInfo,
} from "./config/config.ts";
export { ConfigError } from "./config/config-error.ts";
export { CONFIG_FORMATS, type ConfigFormat, configText } from "./config/config-text.ts";
export { defineConfig } from "./config/define-config.ts";
export { type LoadedConfig, type LoadedLibrary, loadConfig, readAnnotations } from "./config/load-config.ts";
export { type EmitOptions, type EmittedModule, emitModule, type ModuleStyle } from "./emit/emit-module.ts";
export type { EnumStyle } from "./emit/enum-style.ts";
export { NamingError } from "./emit/renames.ts";
export { emitWithShim, type ShimBuild, type ShimmedModule } from "./emit-with-shim.ts";
export { ExportError } from "./export/export-error.ts";
export { type ExportedC, type ExportOptions, exportApi } from "./export.ts";
export { generate } from "./generate.ts";
export { generateForTargets } from "./generate-for-targets.ts";
export { generateLibrary } from "./generate-library.ts";
export { emit, type Generated, type GenerateOptions } from "./generated.ts";
export type { GeneratedForTargets } from "./generated-for-targets.ts";
export { type BoundHeader, HeaderBindings } from "./imports/header-bindings.ts";
export type { ImportOptions } from "./imports/import-options.ts";
export { ProjectBindings } from "./imports/project-bindings.ts";
export { typesAdvice, type WrittenTypes, writeTypes } from "./imports/write-types.ts";
export { type InitialConfig, type InitOptions, initialConfig } from "./init.ts";
export type { Inspection } from "./inspect/inspection.ts";
export { inspectionText } from "./inspect/inspection-text.ts";
export { excluded, type InspectInput, inspect, inspectAll, suggest } from "./inspect.ts";
export { inspectPage } from "./inspect-page.ts";
export { libraryCandidates } from "./library-candidates.ts";
export { PackageError } from "./package/package-error.ts";
export { TargetError } from "./package/target-error.ts";
export { type MadePackage, makePackage, type PackageFile, type PackageOptions, type PackageSource } from "./package.ts";
export { type Diagnosis, diagnose } from "./parser/diagnose.ts";
export { type Dump, type DumpOptions, dump, type Sources } from "./parser/dump.ts";
export { HeaderError } from "./parser/find-header.ts";
export { LibclangError } from "./parser/load-libclang.ts";
export { SelectionError } from "./parser/needs.ts";
export { ParseError } from "./parser/parse-error.ts";
export { PatternError } from "./parser/pattern.ts";
export { PkgConfigError, pkgConfig } from "./pkg-config.ts";
export type { HeadersRead, ReadOptions } from "./read-headers.ts";
export type { Annotation, Annotations } from "./spec/annotations/annotation.ts";
export { AnnotationError } from "./spec/annotations/annotation-error.ts";
export { type BindingReport, bindingReport, type ReportInput } from "./spec/binding-report.ts";
export { formatC2ffi } from "./spec/c2ffi/format-c2ffi.ts";
export type { Declared } from "./spec/declared.ts";
export { type LocatedProblem, type Problem, problemText, type Severity, severityOf } from "./spec/diagnostic.ts";
export type { Change, Difference, Impact } from "./spec/diff/change.ts";
export { diffSpecs } from "./spec/diff/diff-specs.ts";
export { FORMAT } from "./spec/format.ts";
export { formatReport, type ReportStyle } from "./spec/format-report.ts";
export { formatSelection } from "./spec/format-selection.ts";
export { formatSpec } from "./spec/format-spec.ts";
export { specJsonSchema } from "./spec/json-schema.ts";
export { type LoadOptions, loadSpec } from "./spec/load-spec.ts";
export { parseReport, reportJsonSchema } from "./spec/report-schema.ts";
export type { Spec, Target } from "./spec/spec.ts";
export { SpecError } from "./spec/spec-error.ts";
export { OutputError, writeOutput } from "./write-output.ts";
