import { type GenerateOptions, readOptions } from "./generated.ts";
import { type GeneratedForTargets, generatedForTargets } from "./generated-for-targets.ts";
import { readHeadersNow } from "./read-headers-now.ts";
import { forTarget, readForTarget } from "./target-headers.ts";

/** As `generateForTargets`, for those who cannot wait. */
export function generateForTargetsNow(
  headers: readonly string[],
  options: GenerateOptions,
  targets: readonly string[],
): GeneratedForTargets {
  const reads = targets.map((target) =>
    readForTarget(target, () => readHeadersNow(headers, forTarget(readOptions(options), target))),
  );
  return generatedForTargets(reads, options);
}
