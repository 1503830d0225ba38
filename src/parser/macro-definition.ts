import type { HeaderText, Span } from "./header-text.ts";

/** Where the parts of a `#define` stand. */
export interface MacroText {
  /** Offset of the `#`. */
  readonly start: number;
  /** End of the directive: of its last line, without the line's end. */
  readonly end: number;
  /** Everything behind the name: for an object-like macro its replacement list, comments as spaces, lines joined. */
  readonly body: string;
  /** The comment behind the last token. */
  readonly trailing: Span | null;
}

/** One piece of a logical line: a joint of lines; a comment, the first group; a literal or anything else, the second. */
const PIECE =
  /\\\r?\n|(\/\*[\s\S]*?\*\/|\/\/(?:\\\r?\n|[^\r\n])*)|("(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|[^"'/\\\r\n]+|[^\r\n])/y;

/**
 * Finds the text of a macro's definition.
 *
 * @param offset of the macro's name, bytes.
 * @returns `null` where something else stands there: the name is spelled in a way of its own, or the file has changed.
 */
export function macroText({ bytes }: HeaderText, offset: number, name: string): MacroText | null {
  const spelled = /[^\0-\x7f]/.test(name) ? Buffer.from(name).toString("latin1") : name;
  if (!bytes.startsWith(spelled, offset)) return null;
  const from = bytes.lastIndexOf("\n", offset) + 1;
  const start = bytes.indexOf("#", from);
  if (start === -1 || start > offset) return null;
  let at = offset + spelled.length;
  const line = lineFrom(bytes, at);
  if (!/["'/\\\r]/.test(line)) return { start, end: at + line.length, body: line.trim(), trailing: null };
  let body = "";
  let trailing: Span | null = null;
  for (;;) {
    PIECE.lastIndex = at;
    const match = PIECE.exec(bytes);
    if (match === null) break;
    const comment = match[1];
    const text = match[2];
    const end = at + match[0].length;
    if (comment !== undefined) {
      trailing = { start: at, end };
      body += " ";
    } else if (text !== undefined) {
      if (text.trim() !== "") trailing = null;
      body += text;
    }
    at = end;
  }
  return { start, end: at, body: body.trim(), trailing };
}

function lineFrom(bytes: string, offset: number): string {
  const end = bytes.indexOf("\n", offset);
  return bytes.slice(offset, end === -1 ? bytes.length : end);
}
