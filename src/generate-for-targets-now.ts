import type { TargetConfig } from "./config/config.ts";
import { type GenerateOptions, readOptions } from "./generated.ts";
import { type GeneratedForTargets, generatedForTargets } from "./generated-for-targets.ts";
import { readHeadersNow } from "./read-headers-now.ts";
import { forTarget, readForTarget, tripleOf } from "./target-headers.ts";

/** As `generateForTargets`, for those who cannot wait. */
export function generateForTargetsNow(
  headers: readonly string[],
  options: GenerateOptions,
  targets: readonly TargetConfig[],
): GeneratedForTargets {
  const reads = targets.map((target) =>
    readForTarget(tripleOf(target), () => readHeadersNow(headers, forTarget(readOptions(options), target))),
  );
  return generatedForTargets(reads, options);
}
