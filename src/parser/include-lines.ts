import { findHeader } from "./find-header.ts";

/**
 * C text that includes headers as the parser does: what names a file by that file, anything else by its name.
 *
 * @throws HeaderError
 */
export function includeLines(headers: readonly string[]): string {
  return headers.map((header) => includeLine(findHeader(header))).join("");
}

export function includeLine({ asked, path }: ReturnType<typeof findHeader>): string {
  return `#include ${path === null ? `<${asked}>` : `"${path}"`}\n`;
}
