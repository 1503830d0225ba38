import { openCache } from "./cache/open-cache.ts";
import type { Kept } from "./kept-module.ts";
import type { Dump, DumpOptions } from "./parser/dump.ts";

export interface ReadOptions extends DumpOptions {
  /**
   * Whether what an earlier process has read is taken, and what this one reads is kept, in the user's cache folder; default no.
   * Once anything has changed that could make a difference the headers are read again.
   */
  readonly cache?: boolean;
}

/** What headers say, and where more is kept that comes of it. */
export interface HeadersRead {
  readonly dump: Dump;
  /** clang's, of the spec: known before that is looked at. */
  readonly triple: string;
  /** `null` where nothing is kept of these headers. */
  readonly kept: Kept | null;
}

/** Reads headers, or knows from an earlier process what they say; then libclang is not even loaded. */
export async function readHeaders(
  headers: readonly string[],
  { cache: wanted, ...options }: ReadOptions,
): Promise<HeadersRead> {
  const cache = wanted ? openCache() : null;
  const known = cache?.recall({ headers, options }) ?? null;
  if (cache !== null && known !== null) {
    const { dump, triple, sum } = known;
    return { dump, triple, kept: { cache, sum } };
  }
  const began = Date.now();
  const { dumpInThreads } = await import("./parser/dump.ts");
  const dump = await dumpInThreads(headers, options);
  const sum = cache?.remember({ headers, options }, dump, began) ?? null;
  return { dump, triple: dump.spec.target.triple, kept: cache === null || sum === null ? null : { cache, sum } };
}
