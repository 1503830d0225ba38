import { cacheFolder } from "./cache-folder.ts";
import { DumpCache } from "./dump-cache.ts";
import { programIdentity } from "./program-identity.ts";

/** The user's own; `null` where nothing is kept. */
export function openCache(): DumpCache | null {
  const folder = cacheFolder(process.env);
  const program = folder === null ? null : programIdentity();
  return folder === null || program === null ? null : new DumpCache(folder, program);
}
