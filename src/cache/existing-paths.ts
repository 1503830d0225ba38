import { existsSync, readdirSync } from "node:fs";

/** From so many names on, a folder is listed instead of asked for each. */
const MANY = 20;

/** Paths of those headers that there are: every name in every folder, and absolute names. Nothing is normalised: a link may lead anywhere. */
export function existingPaths(folders: readonly string[], names: readonly string[]): readonly string[] {
  const groups = new Map<string, string[]>();
  const found: string[] = [];
  for (const name of names) {
    if (name.startsWith("/")) {
      if (existsSync(name)) found.push(name);
      continue;
    }
    const slash = name.lastIndexOf("/") + 1;
    const group = groups.get(name.slice(0, slash));
    if (group === undefined) groups.set(name.slice(0, slash), [name.slice(slash)]);
    else group.push(name.slice(slash));
  }
  for (const folder of folders) {
    for (const [part, group] of groups) {
      const inside = `${folder}/${part}`;
      if (!existsSync(inside)) continue;
      const listed = group.length < MANY ? null : listing(inside);
      for (const name of group) {
        // What is listed may be a link to nothing.
        if ((listed === null || listed.has(name)) && existsSync(inside + name)) found.push(inside + name);
      }
    }
  }
  return found;
}

/** `null` for a folder that may be passed through, not listed. */
function listing(folder: string): ReadonlySet<string> | null {
  try {
    return new Set(readdirSync(folder));
  } catch {
    return null;
  }
}
