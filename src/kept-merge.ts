import { checksum } from "./cache/checksum.ts";
import { openCache } from "./cache/open-cache.ts";
import type { Merged, MergeKeeper } from "./package/one-module.ts";

/**
 * What an earlier process has made of the same modules: they are all that it comes from, since their first line names the targets.
 *
 * @param name what the module is called where it cannot be loaded.
 */
export function keptMerge(name: string): MergeKeeper {
  const cache = openCache();
  const options = { merged: name };
  return {
    recall(codes) {
      const [head, code] = cache?.recallMade(checksum(...codes), options) ?? [];
      if (head === undefined || code === undefined) return null;
      const { merged }: Merged = JSON.parse(head.toString());
      return { merged: merged === null ? null : { ...merged, code: code.toString() } };
    },
    remember(codes, { merged }) {
      const head: Merged = { merged: merged === null ? null : { ...merged, code: "" } };
      cache?.rememberMade(checksum(...codes), options, [JSON.stringify(head), merged?.code ?? ""]);
    },
  };
}
