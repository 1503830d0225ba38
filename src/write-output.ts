import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** An output file could not be written. What was there before is untouched. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

/**
 * Replaces a file's text, in UTF-8, in one step, if it is another text: a reader sees the old file or the new one, a build tool
 * that watches it sees no change where there is none.
 *
 * @throws OutputError
 */
export function writeOutput(path: string, text: string | Uint8Array): "written" | "unchanged" {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  if (current(path)?.equals(bytes)) return "unchanged";
  // Unique among all that write now; node:crypto takes longer to load than the file to write.
  const unique = `${process.pid}${Math.random().toString(36).slice(1)}`;
  const temporary = join(dirname(path), `.${basename(path)}.${unique}.tmp`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, bytes);
    renameSync(temporary, path);
    return "written";
  } catch (cause) {
    removeQuietly(temporary);
    throw new OutputError(`cannot write ${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** The write has failed already; why the rest of it cannot be removed (its folder is none) says nothing new. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // see above
  }
}

function current(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
