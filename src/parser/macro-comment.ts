import type { HeaderText, Span } from "./header-text.ts";
import type { MacroText } from "./macro-definition.ts";

const DOCUMENTATION = /^\/(\*[*!](?!\/)|\/[/!])/;
/** Documentation of what stands before it. */
const BACKWARD = /^\/(\*[*!]|\/[/!])</;
/** Doxygen commands of a comment that is about something else than what follows it. */
const ELSEWHERE = /[@\\](file|mainpage|page|(?:def|addto|weak|in)group|name|[{}])(?![\w])/;
const DEF = /[@\\]def\s+([\w$]+)/;

/**
 * The comment that documents a macro, as written: libclang attaches none.
 *
 * It stands behind the macro or directly above it. As for declarations, a plain one above counts only if it ends on the
 * line above: one further up is a banner. Of several a documentation comment (`/**`) wins, then the one behind.
 */
export function macroComment(header: HeaderText, macro: MacroText, name: string): string | null {
  const behind = macro.trailing === null ? null : extend(header, macro.trailing);
  const above = commentAbove(header, macro.start, name);
  const spans = [behind, above].filter((span) => span !== null);
  const best = spans.find((span) => isDocumentation(header, span)) ?? spans[0];
  return best === undefined ? null : header.slice(best).replaceAll(/\r\n?/g, "\n");
}

function isDocumentation(header: HeaderText, { start }: Span): boolean {
  return DOCUMENTATION.test(header.bytes.slice(start, start + 4));
}

/** A comment behind a macro goes on in the next line where that has nothing but a `//` comment in the same column. */
function extend(header: HeaderText, trailing: Span): Span {
  let span = trailing;
  if (!isLine(header, span)) return span;
  const wanted = column(header, trailing.start);
  for (;;) {
    const next = header.commentAfter(span.end);
    if (next === null || !isLine(header, next) || column(header, next.start) !== wanted) return span;
    if (linesBetween(header, span.end, next.start) !== 1) return span;
    span = { start: span.start, end: next.end };
  }
}

function commentAbove(header: HeaderText, directive: number, name: string): Span | null {
  const last = header.commentBefore(directive);
  if (last === null || !ownsItsLine(header, last)) return null;
  const lines = linesBetween(header, last.end, directive);
  if (lines === null || (lines > 1 && !isDocumentation(header, last))) return null;
  const span = { start: firstLine(header, last).start, end: last.end };
  const text = header.bytes.slice(span.start, span.end);
  const about = DEF.exec(text)?.[1] ?? name;
  return about !== name || BACKWARD.test(text) || (ELSEWHERE.test(text) && !DEF.test(text)) ? null : span;
}

/** `//` comments of one sort on lines below each other are one comment. */
function firstLine(header: HeaderText, last: Span): Span {
  let first = last;
  while (isLine(header, first)) {
    const previous = header.commentBefore(first.start);
    if (previous === null || !isLine(header, previous) || !ownsItsLine(header, previous)) break;
    if (isDocumentation(header, previous) !== isDocumentation(header, last)) break;
    if (linesBetween(header, previous.end, first.start) !== 1) break;
    first = previous;
  }
  return first;
}

function isLine({ bytes }: HeaderText, { start }: Span): boolean {
  return bytes.startsWith("//", start);
}

function ownsItsLine({ bytes }: HeaderText, { start }: Span): boolean {
  return bytes.slice(bytes.lastIndexOf("\n", start - 1) + 1, start).trim() === "";
}

/** Bytes from the start of the line. */
function column({ bytes }: HeaderText, offset: number): number {
  return offset - bytes.lastIndexOf("\n", offset - 1);
}

/** Line ends between two offsets; `null` where there is anything but white space. */
function linesBetween({ bytes }: HeaderText, from: number, to: number): number | null {
  const between = bytes.slice(from, to);
  return between.trim() === "" ? between.split("\n").length - 1 : null;
}
