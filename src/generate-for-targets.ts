import { type GenerateOptions, readOptions } from "./generated.ts";
import { type GeneratedForTargets, generatedForTargets } from "./generated-for-targets.ts";
import { type HeadersRead, readHeaders } from "./read-headers.ts";
import { awaitForTarget, forTarget } from "./target-headers.ts";

/**
 * Headers in, one spec for each target and a module for all of them out, which says at load where it is right.
 *
 * @param targets triples as clang takes them: `aarch64-linux-gnu`.
 * @throws TargetError, and as `generate`
 */
export async function generateForTargets(
  headers: readonly string[],
  options: GenerateOptions,
  targets: readonly string[],
): Promise<GeneratedForTargets> {
  const reads: HeadersRead[] = [];
  for (const target of targets) {
    const reading = forTarget(readOptions(options), target);
    reads.push(await awaitForTarget(target, readHeaders(headers, reading)));
  }
  return generatedForTargets(reads, options);
}
