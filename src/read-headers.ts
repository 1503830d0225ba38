import { openCache } from "./cache/open-cache.ts";
import type { Dump, DumpOptions } from "./parser/dump.ts";

export interface ReadOptions extends DumpOptions {
  /**
   * Whether what an earlier process has read is taken, and what this one reads is kept, in the user's cache folder; default no.
   * Once anything has changed that could make a difference the headers are read again.
   */
  readonly cache?: boolean;
}

/** Reads headers, or knows from an earlier process what they say; then libclang is not even loaded. */
export async function readHeaders(headers: readonly string[], { cache, ...options }: ReadOptions): Promise<Dump> {
  const kept = cache ? openCache() : null;
  const known = kept?.recall({ headers, options }) ?? null;
  if (known !== null) return known;
  const began = Date.now();
  const { dumpInThreads } = await import("./parser/dump.ts");
  const dump = await dumpInThreads(headers, options);
  kept?.remember({ headers, options }, dump, began);
  return dump;
}
