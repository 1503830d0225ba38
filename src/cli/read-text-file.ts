import { readFileSync } from "node:fs";
import { UsageError } from "./usage-error.ts";

/** @throws UsageError */
export function readTextFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new UsageError(`cannot read ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
