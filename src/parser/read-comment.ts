import type { Cursor } from "./clang/cursor.ts";
import type { PositionReader } from "./clang/source-position.ts";

const DOCUMENTATION = /^\/(\*[*!]|\/[/!])/;

/**
 * The documentation comment of a declaration as written, line ends as `\n`.
 *
 * `-fparse-all-comments` makes clang attach plain comments too. A plain one counts where it ends on the line above the
 * declaration or on the same line; one further up is a banner.
 */
export function readComment(cursor: Cursor, positions: PositionReader, within?: Cursor): string | null {
  const text = cursor.comment;
  if (text === null) return null;
  if (within !== undefined && isBehind(cursor, within, positions)) return null;
  if (!DOCUMENTATION.test(text)) {
    const end = positions.position(cursor.commentEnd);
    const start = positions.position(cursor.location);
    if (end === null || start === null || Math.abs(start.line - end.line) > 1) return null;
  }
  return text.replace(/\r\n?/g, "\n");
}

/** Whether a comment stands behind the record or enum: `struct { int x; } pair; // two ints` says nothing of `x`. */
function isBehind(cursor: Cursor, within: Cursor, positions: PositionReader): boolean {
  const comment = positions.position(cursor.commentEnd);
  const end = positions.position(within.extentEnd);
  return comment !== null && end !== null && comment.file === end.file && comment.offset > end.offset;
}
