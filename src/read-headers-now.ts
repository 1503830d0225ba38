import { openCache } from "./cache/open-cache.ts";
import { type Dump, dump } from "./parser/dump.ts";
import type { ReadOptions } from "./read-headers.ts";

/** As `readHeaders`, for those who cannot wait: it is slower, and the parser is loaded in any case. */
export function readHeadersNow(headers: readonly string[], { cache, ...options }: ReadOptions): Dump {
  const kept = cache ? openCache() : null;
  const known = kept?.recall({ headers, options }) ?? null;
  if (known !== null) return known;
  const began = Date.now();
  const read = dump(headers, options);
  kept?.remember({ headers, options }, read, began);
  return read;
}
