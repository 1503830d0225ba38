import { readFileSync } from "node:fs";
import { basename, posix } from "node:path";
import { pathToFileURL } from "node:url";

/** As bundlers of rollup's family take a file to be written beside the bundle. */
export interface EmittedAsset {
  readonly type: "asset";
  readonly name: string;
  readonly source: Uint8Array;
}

interface Bundling {
  /** Path of the object. */
  readonly object: string;
  /** The bundler, as unplugin calls it. */
  readonly framework: string;
  /** Expression for the URL of the bundle's file. */
  readonly base: string;
  /** Gives a reference to the file in rollup's family. */
  readonly emit: (file: EmittedAsset) => unknown;
}

/** Names an object for esbuild: what follows is its path. */
export const OBJECT = "c2ts-object:";

/**
 * A module whose shared object is written beside the bundle and found from there, wherever the bundle is moved to: every bundler
 * has its own way to say that.
 */
export function withAsset(js: string, { object, framework, base, emit }: Bundling): string {
  const literal = JSON.stringify(object);
  const beside = (name: string): string => js.replaceAll(literal, () => `new URL(${name}, ${base}).href`);
  if (framework === "esbuild") return `import $object from ${JSON.stringify(OBJECT + object)};\n${beside("$object")}`;
  if (framework === "webpack" || framework === "rspack") return beside(JSON.stringify(pathToFileURL(object).href));
  const name = basename(object);
  if (framework === "vite") return beside(JSON.stringify(PLACE + name));
  const reference = emit({ type: "asset", name, source: readFileSync(object) });
  return js.replaceAll(literal, () => `import.meta.ROLLUP_FILE_URL_${String(reference)}`);
}

/**
 * Stands for a file in Vite. It makes of rollup's own word for one a path from the root of a web site, and leaves the files of
 * programs for servers out, unless they come after all else.
 */
const PLACE = "c2ts-object:";

/**
 * A chunk of Vite's with the paths of shared objects, as they are from there.
 *
 * @param chunk its path, and `folder` that of the objects, in the bundle.
 */
export function placedFromChunk(
  code: string,
  chunk: string,
  folder: string,
): { readonly code: string; readonly names: readonly string[] } {
  const names: string[] = [];
  const placed = code.replaceAll(new RegExp(`${PLACE}([\\w.-]+)`, "g"), (_, name: string) => {
    names.push(name);
    return posix.relative(posix.dirname(chunk), posix.join(folder, name));
  });
  return { code: placed, names };
}
