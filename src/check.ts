import { checkOutputs, type OutputFile } from "./check/check-outputs.ts";
import { type Bound, checkSymbols, type LibraryName } from "./check/check-symbols.ts";
import { type CompilerReport, checkWithCompiler } from "./check/check-with-compiler.ts";
import { CHECKS, type CheckName, type Fault } from "./check/fault.ts";
import type { EmittedModule } from "./emit/emit-module.ts";
import { includeLines } from "./parser/include-lines.ts";
import type { Spec } from "./spec/spec.ts";

export interface CheckOptions {
  /** Default: all. */
  readonly checks?: readonly CheckName[];
  /** Generated files, with the text that they would have now. */
  readonly outputs?: readonly OutputFile[];
  /** How to generate them again, for a message. */
  readonly command?: string;
  /** Headers as they were given to the parser; without them those that the spec names, found on the include path. */
  readonly headers?: readonly string[];
  /** As they were given to the parser; those that a spec names are added where no headers are given. */
  readonly clangArguments?: readonly string[];
  /** C compiler; default: that of the environment's CC, else `cc`, `gcc`, `clang`. */
  readonly compiler?: string;
  /** The library that the module calls; `null` if it has none. */
  readonly library?: LibraryName | null;
  /** Names of functions and variables that the library may lack. */
  readonly allowMissing?: (name: string) => boolean;
}

export interface CheckReport {
  readonly faults: readonly Fault[];
  /** How many files, records and enums, constants and symbols were compared. `null`: not asked, or not possible. */
  readonly checked: Readonly<Record<CheckName, number | null>>;
  /** Functions and variables that the library lacks and may lack, weak ones among them. */
  readonly allowed: readonly string[];
}

/**
 * Compares a spec and its module with what they are made from and for: generated files with what would be generated now,
 * layout and constants with a C compiler, symbols with the library. Writes nothing but a folder for the compiler, which
 * is gone afterwards.
 */
export function check(spec: Spec, module: EmittedModule, options: CheckOptions = {}): CheckReport {
  const asked = options.checks ?? CHECKS;
  const outputs = asked.includes("stale") ? (options.outputs ?? []) : [];
  const stale = checkOutputs(outputs, options.command ?? "generate it again");
  const compiled = compilerReport(spec, asked, options);
  const symbols = asked.includes("symbols") ? symbolReport(module, options) : NO_SYMBOLS;
  return {
    faults: [...stale, ...compiled.faults, ...symbols.faults],
    checked: {
      stale: outputs.length > 0 ? outputs.length : null,
      ...compiled.checked,
      symbols: symbols.checked,
    },
    allowed: symbols.allowed,
  };
}

function compilerReport(spec: Spec, asked: readonly CheckName[], options: CheckOptions): CompilerReport {
  const checks = (["layout", "constants"] as const).filter((check) => asked.includes(check));
  if (checks.length === 0) return { faults: [], checked: { layout: null, constants: null } };
  const given = options.clangArguments ?? [];
  const headers = options.headers ?? spec.headers;
  if (headers.length === 0) {
    const fault: Fault = { code: "not-checked", checks, reason: "the spec does not say which headers it is of" };
    return { faults: [fault], checked: { layout: null, constants: null } };
  }
  return checkWithCompiler(spec, {
    checks,
    includes: includeLines(headers),
    // What the parser was given is in the spec too, without the folders of headers.
    clangArguments: options.headers === undefined ? [...spec.arguments, ...given] : given,
    ...(options.compiler === undefined ? {} : { compiler: options.compiler }),
  });
}

interface SymbolReport {
  readonly faults: readonly Fault[];
  readonly checked: number | null;
  readonly allowed: readonly string[];
}

const NO_SYMBOLS: SymbolReport = { faults: [], checked: null, allowed: [] };

function symbolReport({ emitted, shim }: EmittedModule, { library, allowMissing }: CheckOptions): SymbolReport {
  if (library === undefined || library === null) return NO_SYMBOLS;
  // What a wrapper calls, the linker has found.
  const wrapped = new Set(shim?.wrappers.map(({ name }) => name));
  const bound = emitted.flatMap((declaration): Bound[] => {
    const isBound = declaration.kind === "function" || declaration.kind === "global";
    return isBound && !wrapped.has(declaration.name) ? [declaration] : [];
  });
  const missing = checkSymbols(bound, library);
  if (typeof missing === "string") {
    return { ...NO_SYMBOLS, faults: [{ code: "not-checked", checks: ["symbols"], reason: missing }] };
  }
  // C programs that use a weak symbol ask whether it is there.
  const weak = new Set(bound.flatMap(({ name, linkage }) => (linkage.weak ? [name] : [])));
  const isAllowed = ({ decl }: { readonly decl: string }): boolean => weak.has(decl) || (allowMissing?.(decl) ?? false);
  return {
    faults: missing.filter((fault) => !isAllowed(fault)),
    checked: bound.length,
    allowed: missing.filter(isAllowed).map(({ decl }) => decl),
  };
}
