import type { CompleteInfo } from "./complete-info.ts";
import type { Platform } from "./platform-of-triple.ts";
import { BUILD_SCRIPT, type ShimFiles } from "./shim-files.ts";

/** What a manifest says besides what its author says. */
export interface ManifestFacts {
  readonly platforms: readonly Platform[];
  /** Headers of the spec, `sqlite3.h`. */
  readonly headers: readonly string[];
  /** As for the linker's `-l`. */
  readonly library: string | null;
  /** Paths of all files that are to be in the package, from its folder. */
  readonly files: readonly string[];
  /** Those of them that are JSON for others: specs and annotations. */
  readonly data: readonly string[];
  /** Range of the runtime that the module needs. */
  readonly runtime: string;
  /** Wrappers in C, if it has any. */
  readonly shim: ShimFiles | null;
  /** Version of c2ts. */
  readonly generator: string;
}

/** Fields that c2ts writes. */
export const MANIFEST_KEYS: ReadonlySet<string> = new Set([
  ...["name", "version", "description", "keywords", "license", "author", "homepage", "repository", "type", "main"],
  ...["types", "exports", "files", "sideEffects", "engines", "os", "cpu", "libc", "peerDependencies", "c2ts"],
]);

/**
 * package.json of a package of bindings, by a published module's rules: what `publint` and `attw` look at.
 *
 * ES modules only. CommonJS gets the same module by `require`, in every Node that the runtime runs on; a second copy of it for
 * CommonJS would have classes of its own, and records of one would be refused by functions of the other.
 */
export function manifest(info: CompleteInfo, facts: ManifestFacts): object {
  const { platforms, library, headers } = facts;
  const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
  const libcs = distinct(platforms.map(({ libc }) => libc ?? ""));
  const what = library === null ? headers.join(", ") : `${library} (${headers.join(", ")})`;
  return {
    name: info.name,
    version: info.version,
    description: info.description ?? `TypeScript bindings of ${what}`,
    keywords: info.keywords?.length ? info.keywords : ["bindings", "ffi", ...(library === null ? [] : [library])],
    license: info.license,
    ...(info.author === undefined ? {} : { author: info.author }),
    ...(info.homepage === undefined ? {} : { homepage: info.homepage }),
    ...(info.repository === undefined ? {} : { repository: { type: "git", url: gitUrl(info.repository) } }),
    ...info.manifest,
    ...(facts.shim === null ? {} : { scripts: { ...scriptsOf(info), "build-shim": `node ${BUILD_SCRIPT}` } }),
    type: "module",
    sideEffects: false,
    engines: { node: ">=20.19" },
    os: distinct(platforms.map(({ os }) => os)),
    cpu: distinct(platforms.map(({ cpu }) => cpu)),
    // npm asks for it on every system, and only Linux has one.
    ...(libcs.includes("") ? {} : { libc: libcs }),
    main: "./index.js",
    types: "./index.d.ts",
    exports: {
      ".": { types: "./index.d.ts", default: "./index.js" },
      ...Object.fromEntries(facts.data.map((path) => [`./${path}`, `./${path}`])),
      "./package.json": "./package.json",
    },
    files: facts.files,
    peerDependencies: { "c2ts-runtime": facts.runtime },
    c2ts: { version: facts.generator, library, libraryVersion: info.libraryVersion ?? null, specs: facts.data },
  };
}

function scriptsOf({ manifest }: CompleteInfo): object {
  const scripts = manifest?.["scripts"];
  return typeof scripts === "object" && scripts !== null ? scripts : {};
}

/** As npm wants it, and would else rewrite it with a warning. */
function gitUrl(url: string): string {
  if (!/^https?:\/\//.test(url)) return url;
  return `git+${url.replace(/\/$/, "").replace(/(\.git)?$/, ".git")}`;
}
