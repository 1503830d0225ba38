import type { EmittedModule } from "../emit/emit-module.ts";
import { sharedObjectEnding } from "../spec/shared-object-ending.ts";
import { platformOfTriple, prebuildKey } from "./platform-of-triple.ts";
import { type BuiltShim, keptPrebuilds, prebuiltFiles } from "./prebuilds.ts";

/** What a package has of its wrappers in C. */
export interface ShimFiles {
  /** The program that builds them on request, and a C file for each platform. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** The shared object that was built now. */
  readonly object: { readonly path: string; readonly content: Uint8Array };
  /** Paths of all shared objects that are right. */
  readonly prebuilt: readonly string[];
  /** Paths of those in the folder that are not any more. */
  readonly stale: readonly string[];
  /** C names of the functions that are called through a wrapper. */
  readonly functions: readonly string[];
}

export const BUILD_SCRIPT = "build-shim.js";

/**
 * @param folder the package's, in which earlier runs may have left shared objects for other platforms.
 * @param platforms module and spec file of each.
 */
export function shimFiles(
  built: BuiltShim,
  folder: string,
  platforms: readonly {
    readonly triple: string;
    readonly module: EmittedModule;
    readonly spec: { readonly path: string; readonly text: string };
  }[],
): ShimFiles {
  const { name, triple, object } = built;
  const key = keyOf(triple);
  const wrappers = platforms.map(({ triple, module, spec }) => ({
    key: keyOf(triple),
    spec,
    text: module.shim?.text ?? "",
  }));
  const others = wrappers.filter((one) => one.key !== key);
  const kept = keptPrebuilds(folder, name, others);
  const path = `prebuilds/${key}/${name}${sharedObjectEnding(triple)}`;
  const prebuilt = [path, ...[...kept.values()].map((one) => one.path)].sort();
  return {
    files: [
      { path: BUILD_SCRIPT, text: script(built) },
      ...wrappers.map(({ key, text }) => ({
        path: `prebuilds/${key}/${name}.c`,
        text: kept.get(key)?.text ?? text,
      })),
    ],
    object: { path, content: object },
    prebuilt,
    stale: prebuiltFiles(folder).filter((file) => !prebuilt.includes(file)),
    functions: platforms[0]?.module.shim?.wrappers.map((wrapper) => wrapper.name) ?? [],
  };
}

function keyOf(triple: string): string {
  const platform = platformOfTriple(triple);
  return platform === null ? triple : prebuildKey(platform);
}

function script({ name, compile, link }: BuiltShim): string {
  return [
    "// Builds the wrappers in C for the platform that this runs on: node build-shim.js [arguments for the compiler]",
    'import { buildShim } from "c2ts-runtime/build-shim";',
    "",
    `buildShim(import.meta.url, ${JSON.stringify({ name, compile, link })});`,
    "",
  ].join("\n");
}
