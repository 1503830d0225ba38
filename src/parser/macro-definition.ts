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

/** One piece of a logical line: a joint of lines, a comment, a literal, or anything else. */
const PIECE =
  /\\\r?\n|(?<comment>\/\*[\s\S]*?\*\/|\/\/(?:\\\r?\n|[^\r\n])*)|(?<text>"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|[^"'/\\\r\n]+|[^\r\n])/y;

/**
 * Finds the text of a macro's definition.
 *
 * @param offset of the macro's name, bytes.
 * @returns `null` where something else stands there: the name is spelled in a way of its own, or the file has changed.
 */
export function macroText({ bytes }: HeaderText, offset: number, name: string): MacroText | null {
  const spelled = Buffer.from(name).toString("latin1");
  if (!bytes.startsWith(spelled, offset)) return null;
  const from = bytes.lastIndexOf("\n", offset) + 1;
  const start = bytes.indexOf("#", from);
  if (start === -1 || start > offset) return null;
  let body = "";
  let trailing: Span | null = null;
  let at = offset + spelled.length;
  for (;;) {
    PIECE.lastIndex = at;
    const match = PIECE.exec(bytes);
    if (match === null) break;
    const { comment, text } = match.groups ?? {};
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
