import type { HeaderText } from "./header-text.ts";

/** What may stand between the end of a declarator and a comment on it: attributes that clang does not count, and `;`. */
const REST = /^[^;{}\n/]*;?[ \t]*/;

/**
 * The comment behind a declaration, on the line on which it ends. libclang attaches such comments to members,
 * enumerators and variables only.
 *
 * @param end of the declaration, in bytes from the start of the header.
 */
export function trailingComment(header: HeaderText, end: number): string | null {
  const rest = REST.exec(header.bytes.slice(end, end + 500))?.[0].length ?? 0;
  const comment = header.commentAfter(end + rest);
  if (comment === null || comment.start !== end + rest) return null;
  // A comment that something follows on the line is about that: `int f(void); /** Next. */ int g(void);`
  const line = header.bytes.slice(comment.end).split("\n", 1)[0] ?? "";
  const isAboutThis =
    line.trim() === "" || /^\/(\*[*!]|\/[/!])</.test(header.bytes.slice(comment.start, comment.start + 4));
  return isAboutThis ? header.slice(comment).replaceAll(/\r\n?/g, "\n") : null;
}
