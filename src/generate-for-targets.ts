import type { TargetConfig } from "./config/config.ts";
import { type GenerateOptions, readOptions } from "./generated.ts";
import { type GeneratedForTargets, generatedForTargets } from "./generated-for-targets.ts";
import { type HeadersRead, readHeaders } from "./read-headers.ts";
import { awaitForTarget, forTarget, tripleOf } from "./target-headers.ts";

/**
 * Headers in, one spec for each target and a module for all of them out, which says at load where it is right.
 *
 * @param targets triples as clang takes them, `aarch64-linux-gnu`, alone or with arguments for clang.
 * @throws TargetError, and as `generate`
 */
export async function generateForTargets(
  headers: readonly string[],
  options: GenerateOptions,
  targets: readonly TargetConfig[],
): Promise<GeneratedForTargets> {
  const reads: HeadersRead[] = [];
  for (const target of targets) {
    const reading = forTarget(readOptions(options), target);
    reads.push(await awaitForTarget(tripleOf(target), readHeaders(headers, reading)));
  }
  return generatedForTargets(reads, options);
}
