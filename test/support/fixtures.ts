import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Annotations } from "c2ts";

/** Folder of the fixtures, with a slash at its end. */
export const FIXTURES: string = fileURLToPath(new URL("../../fixtures/", import.meta.url));

/** Names of all fixtures. */
export const FEATURES: readonly string[] = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** Extra clang flags of a fixture: the header's first line may be `// flags: -DWIDE`. */
export function fixtureFlags(feature: string): readonly string[] {
  const first = readFileSync(`${FIXTURES}${feature}/${feature}.h`, "utf8").split("\n", 1)[0] ?? "";
  return /^\/\/ flags: (.*)$/.exec(first)?.[1]?.split(/\s+/) ?? [];
}

/** What `annotations.json` of a fixture says, where there is one; converters are named from the fixture's own folder. */
export function fixtureAnnotations(feature: string): Annotations | null {
  const path = `${FIXTURES}${feature}/annotations.json`;
  if (!existsSync(path)) return null;
  return JSON.parse(readFileSync(path, "utf8")) as Annotations;
}
