import { openCache } from "./cache/open-cache.ts";
import { dump as read } from "./parser/dump.ts";
import type { HeadersRead, ReadOptions } from "./read-headers.ts";

/** As `readHeaders`, for those who cannot wait: it is slower, and the parser is loaded in any case. */
export function readHeadersNow(headers: readonly string[], { cache: wanted, ...options }: ReadOptions): HeadersRead {
  const cache = wanted ? openCache() : null;
  const known = cache?.recall({ headers, options }) ?? null;
  if (cache !== null && known !== null) {
    const { dump, triple, sum } = known;
    return { dump, triple, kept: { cache, sum } };
  }
  const began = Date.now();
  const dump = read(headers, options);
  const sum = cache?.remember({ headers, options }, dump, began) ?? null;
  return { dump, triple: dump.spec.target.triple, kept: cache === null || sum === null ? null : { cache, sum } };
}
