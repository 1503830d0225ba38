import { type BigIntStats, readFileSync, statSync } from "node:fs";
import { checksum } from "./checksum.ts";

/** What a file was when it was read, or that there was none. */
export interface FileState {
  /** What changes whenever the file does: `null` where there is no file, or where the system does not keep such a thing. */
  readonly stamp: string | null;
  /** Checksum of the content; `null`: there is none. */
  readonly sum: string | null;
}

/** Milliseconds by which the clock of files may be behind: a tick of the kernel. Some file systems count seconds, or two. */
const TICK = 50;
const SECONDS = 2000;

/** `null` where there is no file. */
export function contentOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

/**
 * The state of a file, for later comparison.
 *
 * @param content what has been read of it, before this is called: a change since then shows as one later.
 * @param began milliseconds since 1970. A file that has changed since, or so shortly before that it may change again without
 * another time, is "racy", as git says: it is known by its content alone.
 */
export function stateOf(file: string, content: Buffer | null, began: number): FileState {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  const isKnown = found !== undefined && isOlder(found, began);
  return { stamp: isKnown ? stampOf(found) : null, sum: content === null ? null : checksum(content) };
}

/**
 * The state of a file if it is what it was, `null` if not: it is not read where its stamp says so already.
 *
 * @returns `before` itself, or one with another stamp: the file has been written again as it was.
 */
export function stateIfSame(file: string, before: FileState, began: number): FileState | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (found === undefined) return before.sum === null ? before : null;
  if (before.stamp !== null && stampOf(found) === before.stamp) return before;
  const now = stateOf(file, contentOf(file), began);
  if (now.sum !== before.sum) return null;
  return now.stamp === before.stamp ? before : now;
}

/** Whether a file has not been touched since some time, as far as its times can tell. */
export function isOlder({ ctimeMs, mtimeMs, ctimeNs, mtimeNs }: BigIntStats, time: number): boolean {
  const changed = Number(ctimeMs > mtimeMs ? ctimeMs : mtimeMs);
  const isWhole = (ctimeNs > mtimeNs ? ctimeNs : mtimeNs) % 1_000_000_000n === 0n;
  return changed < time - (isWhole ? SECONDS : TICK);
}

/**
 * No program can set the time of the last change of a file's status: whoever writes to it moves that on. Images of file systems
 * have made-up ones, often the same for all files and versions; those are whole seconds, and say nothing here.
 */
function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string | null {
  return ctimeNs % 1_000_000_000n === 0n ? null : [dev, ino, size, mtimeNs, ctimeNs].join(" ");
}
