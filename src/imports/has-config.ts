import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { CONFIG_NAMES } from "../config/config-names.ts";

/** Whether there is a config in a folder or above; to load one takes its time. */
export function hasConfig(folder: string): boolean {
  if (CONFIG_NAMES.some((name) => existsSync(join(folder, name)))) return true;
  const above = dirname(folder);
  return above !== folder && hasConfig(above);
}
