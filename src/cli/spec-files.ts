import { statSync } from "node:fs";
import type { Spec } from "../index.ts";
import type { OutputFile } from "./deliver.ts";
import { type SpecFormat, specText } from "./spec-format.ts";
import { UsageError } from "./usage-error.ts";

/**
 * The files of specs, one for each target.
 *
 * @param path a file; for several targets a folder, or a name with `{target}` in it. A folder that is there will do for one, too.
 * @param targets how many there are, these among them.
 */
export async function specFiles(
  specs: readonly Spec[],
  format: SpecFormat | undefined,
  path: string,
  targets = specs.length,
): Promise<readonly OutputFile[]> {
  const { shortTriple } = await import("../headers.ts");
  const isFile = /\.\w+$/.test(path) || (targets <= 1 && !isFolder(path));
  if (targets > 1 && isFile && !path.includes(PLACE)) {
    throw new UsageError(`${path}: there is a spec for each target: name a folder, or say {target} in the name`);
  }
  const pattern = isFile ? path : `${path.replace(/\/$/, "")}/${PLACE}.json`;
  return Promise.all(
    specs.map(async (spec) => {
      const file = pattern.replaceAll(PLACE, shortTriple(spec.target.triple));
      return { path: file, text: await specText(spec, format, file) };
    }),
  );
}

function isFolder(path: string): boolean {
  return path.endsWith("/") || (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

const PLACE = "{target}";
