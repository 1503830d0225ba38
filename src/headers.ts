/**
 * The steps from headers to text, without what only reading specs needs: the schema library costs a command that reads
 * headers more time than reading them. Nor does it load the parser: that is not needed for what is known already.
 */
export { compileModule } from "./compile/compile-module.ts";
export { isJavaScript, moduleFiles } from "./compile/module-files.ts";
export { emitWithShim } from "./emit-with-shim.ts";
export { packageWords } from "./find-package.ts";
export { generateForTargets } from "./generate-for-targets.ts";
export { generateInThreads } from "./generate-in-threads.ts";
export { reported } from "./kept-module.ts";
export { missingLibrary } from "./missing-library.ts";
export { shortTriple } from "./package/platform-of-triple.ts";
export { isHere } from "./package/platforms-of.ts";
export { pkgConfig, pkgConfigPackages, pkgConfigVersion } from "./pkg-config.ts";
export { readHeaders } from "./read-headers.ts";
export { bindingReport } from "./spec/binding-report.ts";
export { formatReport } from "./spec/format-report.ts";
export { formatSelection } from "./spec/format-selection.ts";
export { formatSpec } from "./spec/format-spec.ts";
export { nearNames } from "./spec/near-names.ts";
export { notices } from "./spec/notices.ts";
export { awaitForTarget, clangArgumentsOf, forTarget } from "./target-headers.ts";
export { watchFiles } from "./watch-files.ts";
export { writeOutput } from "./write-output.ts";
