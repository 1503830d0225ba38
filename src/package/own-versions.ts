import { readFileSync } from "node:fs";
import { z } from "zod";

/** Of what packages are made with and need. */
export interface OwnVersions {
  readonly c2ts: string;
  /** Ranges. */
  readonly runtime: string;
  readonly koffi: string;
}

const Manifest = z.object({
  version: z.string(),
  dependencies: z.object({ "c2ts-runtime": z.string(), koffi: z.string() }),
});

/** From c2ts's own package.json, which is two folders up from this file, built or bundled too. */
export function ownVersions(): OwnVersions {
  const { version, dependencies } = Manifest.parse(
    JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")),
  );
  // The runtime that this c2ts writes modules for, and what is compatible with it.
  return {
    c2ts: version,
    runtime: `^${dependencies["c2ts-runtime"].replace(/^[\^~]/, "")}`,
    koffi: dependencies.koffi,
  };
}
