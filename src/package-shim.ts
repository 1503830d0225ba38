import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildInRounds, type ShimTools } from "./build-in-rounds.ts";
import { findCompiler, runCompiler } from "./check/c-compiler.ts";
import { targetMismatch } from "./check/target-mismatch.ts";
import type { PackageInfo } from "./config/config.ts";
import { emitModule, type ModuleStyle } from "./emit/emit-module.ts";
import { libraryArguments } from "./emit-with-shim.ts";
import { libraryCandidates } from "./library-candidates.ts";
import { completeInfo } from "./package/complete-info.ts";
import { PackageError } from "./package/package-error.ts";
import { platformOfTriple } from "./package/platform-of-triple.ts";
import { portableArguments } from "./package/portable-arguments.ts";
import { type BuiltShim, shimName } from "./package/prebuilds.ts";
import { linkerArguments } from "./shim/linker-arguments.ts";
import type { Spec } from "./spec/spec.ts";

export interface PackageShimOptions extends ModuleStyle {
  readonly library: string | null;
  readonly info: PackageInfo;
}

/**
 * Builds the wrappers of a package for that one of its platforms which the compiler compiles for. `null` if it needs none.
 *
 * @throws PackageError if there is no compiler, or none for these platforms, or it cannot build the wrappers.
 */
export function packageShim(
  specs: readonly Spec[],
  { info, library, ...style }: PackageShimOptions,
  tools: ShimTools,
): BuiltShim | null {
  const name = shimName(completeInfo(info).name);
  const spec = specOfCompiler(specs, tools);
  const candidates = library === null ? [] : libraryCandidates(library, spec.target.triple);
  const given = linkerArguments(tools.clangArguments);
  const folder = mkdtempSync(join(tmpdir(), "c2ts-prebuild-"));
  try {
    const object = join(folder, name);
    const linkArguments = [...libraryArguments(library, candidates, "index.js"), ...tools.linkArguments];
    const { module, refused, failure } = buildInRounds(
      spec,
      (refused) => emitModule(spec, { ...style, library, shim: { path: `./${name}`, refused } }),
      { ...tools, linkArguments },
      object,
    );
    if (failure !== null) throw new PackageError(failure);
    if (module.shim === null) return null;
    return {
      name,
      triple: spec.target.triple,
      refused,
      object: readFileSync(object),
      compile: portableArguments(given.compile),
      link: portableArguments([...given.link, ...libraryArguments(library, [], "index.js"), ...tools.linkArguments]),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The spec that a compiler's code is for. Where there is one only, whoever builds says what is wrong with the compiler. */
function specOfCompiler(specs: readonly Spec[], { compiler, clangArguments }: ShimTools): Spec {
  const [first, ...others] = specs;
  if (first === undefined) throw new PackageError("no spec given to make a package of");
  let found: ReturnType<typeof findCompiler>;
  try {
    found = findCompiler(compiler, clangArguments);
  } catch {
    return first; // building it says why, and what cannot be called without
  }
  const libc = cLibrary(found);
  const fitting = specs.filter((spec) => {
    const platform = platformOfTriple(spec.target.triple);
    const isOther = libc !== null && platform?.libc != null && platform.libc !== libc;
    return !isOther && targetMismatch(spec.target, found) === null;
  });
  const [fits] = fitting;
  if (fits !== undefined) return fits;
  const triples = specs.map(({ target }) => target.triple).join(", ");
  if (others.length === 0 && targetMismatch(first.target, found) !== null) return first;
  throw new PackageError(
    `${found.command.join(" ")} compiles for none of ${triples}: name a compiler that does (--cc, CC)`,
  );
}

/** The C library whose headers a compiler has; `null` if none is known. */
function cLibrary(compiler: ReturnType<typeof findCompiler>): "glibc" | "musl" | null {
  if (!compiler.macros.has("__linux__")) return null;
  const given = [...compiler.arguments, "-dM", "-E", "-x", "c", "-"];
  // musl has the header too, and is too proud to say who it is.
  const { status, stdout } = runCompiler(compiler, given, "#include <features.h>\n");
  if (status !== 0) return null;
  return /^#define __GLIBC__ /m.test(stdout) ? "glibc" : "musl";
}
