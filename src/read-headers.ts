import type { DumpCache } from "./cache/dump-cache.ts";
import { openCache } from "./cache/open-cache.ts";
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
  /** `null` where nothing is kept of these headers. */
  readonly kept: { readonly cache: DumpCache; readonly sum: string } | null;
}

/** Reads headers, or knows from an earlier process what they say; then libclang is not even loaded. */
export async function readHeaders(
  headers: readonly string[],
  { cache: wanted, ...options }: ReadOptions,
): Promise<HeadersRead> {
  const cache = wanted ? openCache() : null;
  const known = cache?.recall({ headers, options }) ?? null;
  if (cache !== null && known !== null) return { dump: known.dump, kept: { cache, sum: known.sum } };
  const began = Date.now();
  const { dumpInThreads } = await import("./parser/dump.ts");
  const dump = await dumpInThreads(headers, options);
  const sum = cache?.remember({ headers, options }, dump, began) ?? null;
  return { dump, kept: cache === null || sum === null ? null : { cache, sum } };
}
