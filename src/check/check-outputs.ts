import { readFileSync } from "node:fs";
import type { Fault } from "./fault.ts";

/** A generated file: where it is, and the text it would have if it were generated now. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** Compares files with what would be generated now, byte by byte. */
export function checkOutputs(outputs: readonly OutputFile[], command: string): Fault[] {
  return outputs.flatMap(({ path, text }): Fault[] => {
    const there = read(path);
    if (there === null) return [{ code: "missing-output", path, command }];
    const now = Buffer.from(text);
    if (there.equals(now)) return [];
    const [theirs, ours] = [there.toString().split("\n"), text.split("\n")];
    // Where no line differs it is bytes that are no UTF-8.
    const line = Math.max(
      0,
      ours.concat(theirs).findIndex((_, i) => theirs[i] !== ours[i]),
    );
    return [
      { code: "stale-output", path, line: line + 1, there: theirs[line] ?? null, now: ours[line] ?? null, command },
    ];
  });
}

function read(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
