import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checksum } from "./checksum.ts";

/**
 * Says which c2ts this is: its version, and which code, since there are many of one version while it is worked on.
 *
 * @returns `null` where that is not known: not built.
 */
export function programIdentity(): string | null {
  const own = fileURLToPath(import.meta.url);
  if (own.endsWith(".ts")) return null;
  const isBundle = own.endsWith(".cjs"); // dist/bundle/c2ts-….cjs, else dist/cache/program-identity.js
  const code = isBundle ? basename(own) : codeOf(join(dirname(own), ".."));
  return `${readFileSync(join(dirname(own), "../../package.json"), "utf8")} ${code}`;
}

/** The bundle's name has its hash in it; modules are told by size and time. */
function codeOf(dist: string): string {
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  return checksum(
    ...files.sort().map((name) => {
      const { size, mtimeMs } = statSync(join(dist, name));
      return `${name} ${size} ${mtimeMs}`;
    }),
  );
}
