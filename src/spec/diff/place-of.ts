import type { SourceLocation } from "../location.ts";

/** As compilers write it: `sqlite3.h:12:1`. */
export function placeOf({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}
