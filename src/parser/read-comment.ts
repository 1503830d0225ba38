import type { Cursor } from "./clang/cursor.ts";
import type { CXSourceLocation } from "./clang/libclang.ts";
import type { PositionReader } from "./clang/source-position.ts";

const DOCUMENTATION = /^\/(\*[*!]|\/[/!])/;

/**
 * The documentation comment of a declaration as written, line ends as `\n`.
 *
 * `-fparse-all-comments` makes clang attach plain comments too. A plain one counts where it ends on the line above the
 * declaration or on the same line; one further up is a banner.
 *
 * @param within see `ReadContext.comment`; `next` too.
 */
export function readComment(cursor: Cursor, positions: PositionReader, within?: Cursor, next?: Cursor): string | null {
  const text = cursor.comment;
  if (text === null) return null;
  if (within !== undefined && isBehind(cursor, within.extentEnd, positions)) return null;
  if (next !== undefined && isBehind(cursor, next.location, positions) && !isOne(cursor, next, positions)) return null;
  if (!DOCUMENTATION.test(text)) {
    const end = positions.position(cursor.commentEnd);
    const start = positions.position(cursor.location);
    if (end === null || start === null || Math.abs(start.line - end.line) > 1) return null;
  }
  return text.replace(/\r\n?/g, "\n");
}

/**
 * Whether the comment of a declaration stands behind a place: `struct { int x; } pair; // two ints` says nothing of `x`, and
 * `A, B // the second` nothing of `A`.
 */
function isBehind(cursor: Cursor, place: CXSourceLocation, positions: PositionReader): boolean {
  const comment = positions.position(cursor.commentEnd);
  const end = positions.position(place);
  return comment !== null && end !== null && comment.file === end.file && comment.offset > end.offset;
}

/** Whether two declarators belong to one declaration, `int x, y; // a point`: what is said behind it is said of both. */
function isOne(cursor: Cursor, next: Cursor, positions: PositionReader): boolean {
  return positions.position(cursor.extentStart)?.offset === positions.position(next.extentStart)?.offset;
}
