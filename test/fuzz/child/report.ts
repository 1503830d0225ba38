import { openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../../src/spec/diagnostic.ts";

/** What a child says, one line of JSON each. */
export type Said =
  /** About to do this; if nothing follows, it was the end of the process. */
  | { readonly kind: "begin"; readonly index: number; readonly key: string }
  | { readonly kind: "value"; readonly index: number; readonly key: string; readonly text: string }
  /** Not in the module, and the report says why. */
  | { readonly kind: "refused"; readonly index: number; readonly key: string; readonly problem: Problem }
  /** Bound, but there are no values to try it with. */
  | { readonly kind: "untried"; readonly index: number; readonly key: string }
  | { readonly kind: "error"; readonly index: number; readonly key: string; readonly message: string }
  /** The batch as a whole could not be read or loaded. */
  | { readonly kind: "unusable"; readonly message: string }
  | { readonly kind: "end" };

/** A file, not a pipe: it takes everything at once, and the next thing may be a crash. */
const file = openSync(join(process.argv[2] ?? ".", "said.jsonl"), "w");

export function say(said: Said): void {
  writeSync(file, `${JSON.stringify(said)}\n`);
}

/** Runs a step and reports what it throws as an error of its key. */
export function attempt(index: number, key: string, step: () => void): void {
  say({ kind: "begin", index, key });
  try {
    step();
  } catch (error) {
    say({ kind: "error", index, key, message: describe(error) });
  }
}

/** The message, and where in the sources it comes from; not the way through this test. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const places = (error.stack ?? "").split("\n").filter((line) => /\/(src|c2ts-fuzz[^/]*)\//.test(line));
  return [`${error.name}: ${error.message}`, ...places.slice(0, 3)].join("\n");
}
