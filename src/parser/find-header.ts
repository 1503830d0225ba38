import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";

/** How a header that the user named is included. */
export interface HeaderRequest {
  /** As the user wrote it. */
  readonly asked: string;
  /** Absolute path where the user named a file, `null` where clang is to search for it. */
  readonly path: string | null;
}

/** A header is asked for that cannot be one. */
export class HeaderError extends Error {
  override readonly name = "HeaderError";
}

/**
 * A name of an existing file, relative to the working folder, is that file; anything else is searched for as `<name>`.
 *
 * @throws HeaderError for a folder, and for a file that is no text.
 */
export function findHeader(asked: string): HeaderRequest {
  const path = resolve(asked);
  if (!existsSync(path)) return { asked, path: null };
  if (statSync(path).isDirectory()) throw new HeaderError(`${asked} is a folder: name a header in it`);
  if (readFileSync(path).includes(0)) throw new HeaderError(`${asked} is no header: it is not a text file`);
  return { asked, path };
}
