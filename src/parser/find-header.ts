import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";

/** How a header that the user named is included. */
export interface HeaderRequest {
  /** As the user wrote it. */
  readonly asked: string;
  /** Absolute path where the user named a file, `null` where clang is to search for it. */
  readonly path: string | null;
}

/** A name of an existing file, relative to the working folder, is that file; anything else is searched for as `<name>`. */
export function findHeader(asked: string): HeaderRequest {
  const path = resolve(asked);
  return { asked, path: existsSync(path) && statSync(path).isFile() ? path : null };
}
