import { dirname, join } from "node:path";

/**
 * Where what headers say is kept, or what snippets have become: in the user's own folder, since whoever can write there can run
 * code as this user anyway.
 *
 * @returns `null` where nothing is to be kept: `C2TS_CACHE=off`, or no such folder is known. Else C2TS_CACHE names a folder.
 */
export function cacheFolder(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
  of: "headers" | "snippets" = "headers",
): string | null {
  const { C2TS_CACHE: named, HOME, LOCALAPPDATA, XDG_CACHE_HOME } = env;
  if (named === "off") return null;
  if (named) return of === "headers" ? named : join(named, of);
  const caches = platform === "win32" ? LOCALAPPDATA : XDG_CACHE_HOME || (HOME ? join(HOME, ".cache") : undefined);
  return caches ? join(caches, "c2ts", of) : null;
}

/** Where shared objects that were made of C files are kept; `null` as for `cacheFolder`. */
export function objectFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string | null {
  const headers = cacheFolder(env, platform);
  if (headers === null) return null;
  return env["C2TS_CACHE"] ? join(headers, "objects") : join(dirname(headers), "objects");
}
