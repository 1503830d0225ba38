import type CodeBlockWriter from "code-block-writer";
import type { SourceLocation } from "../spec/location.ts";

export interface Comment {
  /** As written in C, with its marks; `null` if none. */
  readonly doc: string | null;
  readonly deprecated: string | null;
  /** C spelling, printed in backticks; `null` for members. */
  readonly prototype: string | null;
  readonly location: SourceLocation | null;
  /** Parameter names that differ in TypeScript, by C name. */
  readonly renamed?: ReadonlyMap<string, string>;
}

/** TSDoc of a C comment, or nothing where there is nothing to say. */
export function emitComment(comment: Comment, writer: CodeBlockWriter): void {
  const lines = commentLines(comment);
  if (lines.length === 0) return;
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) {
    writer.writeLine(`/** ${only} */`);
    return;
  }
  const text = lines.map((line) => (line === "" ? " *\n" : ` * ${line}\n`)).join("");
  writer.writeLine(`/**\n${text} */`);
}

export function commentLines(comment: Comment): readonly string[] {
  const body = docLines(comment.doc, comment.renamed ?? new Map());
  const place = placeLine(comment);
  const firstTag = body.findIndex((line) => /^@(param|returns|deprecated|see|remarks|throws)/.test(line));
  const text = firstTag === -1 ? body : body.slice(0, firstTag);
  const tags = firstTag === -1 ? [] : body.slice(firstTag);
  if (comment.deprecated !== null && !tags.some((line) => line.startsWith("@deprecated"))) {
    tags.push(`@deprecated ${escapeText(comment.deprecated)}`.trimEnd());
  }
  const lines = trimBlank(text);
  if (place !== null) lines.push(...(lines.length > 0 ? [""] : []), place);
  lines.push(...trimBlank(tags));
  return lines;
}

function placeLine({ prototype, location }: Comment): string | null {
  if (prototype === null) return null;
  const where = location === null ? "" : ` (${safe(location.file)}:${location.line})`;
  return `C: \`${safe(prototype.replaceAll(/\s+/g, " ").replaceAll("`", "'"))}\`${where}`;
}

/** Text of a C comment, its marks and decoration removed, Doxygen commands as TSDoc. */
function docLines(doc: string | null, renamed: ReadonlyMap<string, string>): string[] {
  if (doc === null) return [];
  const lines = stripMarks(doc).flatMap((line) => doxygenLine(line, renamed));
  return trimBlank(lines.filter((line, i) => line !== "" || lines[i - 1] !== ""));
}

function stripMarks(doc: string): readonly string[] {
  const text = doc.replaceAll(/\r\n?|[\u2028\u2029\u0085\f\v]/g, "\n");
  return text.split("\n").map((line) =>
    line
      .replace(/^\s*\/\*[*!]?<?/, "")
      .replace(/^\s*\/\/[/!]?<?/, "")
      .replace(/\**\/\s*$/, "")
      .replace(/^\s*\*+ ?/, "")
      .replace(/^[\s*=#~_-]{5,}$/, "")
      .trim(),
  );
}

function doxygenLine(line: string, renamed: ReadonlyMap<string, string>): readonly string[] {
  const command = /^[@\\](\w+)(?:\s*\[[\w, ]*\])?\s*(.*)$/.exec(line);
  if (command === null) return [inline(line)];
  const [, word = "", rest = ""] = command;
  switch (word) {
    case "brief":
    case "short":
    case "details":
    case "remark":
    case "remarks":
    case "par":
    case "fn":
      return word === "fn" ? [] : [inline(rest)];
    case "param": {
      const [, name = "", text = ""] = /^(\.\.\.|[\w$,]+)\s*:?-?\s*(.*)$/.exec(rest) ?? [];
      if (name === "") return [inline(line.slice(1))];
      return [`@param ${renamed.get(name) ?? name.replace("...", "args")} - ${inline(text)}`.trimEnd()];
    }
    case "return":
    case "returns":
    case "result":
    case "retval":
      return [`@returns ${word === "retval" ? retval(rest) : inline(rest)}`.trimEnd()];
    case "deprecated":
      return [`@deprecated ${inline(rest)}`.trimEnd()];
    case "see":
    case "sa":
      return [`@see ${inline(rest)}`.trimEnd()];
    case "note":
    case "warning":
    case "attention":
      return [`${word[0]?.toUpperCase()}${word.slice(1)}: ${inline(rest)}`];
    case "code":
    case "endcode":
    case "verbatim":
    case "endverbatim":
      return [];
    default:
      return [inline(line)];
  }
}

function retval(rest: string): string {
  const [, value = "", text = ""] = /^(\S+)\s*(.*)$/.exec(rest) ?? [];
  return `\`${safe(value.replaceAll("`", "'"))}\` ${inline(text)}`;
}

/** Inline Doxygen commands as Markdown; everything that TSDoc would read as markup escaped. */
function inline(text: string): string {
  const marked = escapeText(text.replaceAll(/[@\\][acpe]\s+(?=[\w$])/g, "\ue000"));
  return marked.replaceAll(/\ue000([\w$:.()[\]>-]*[\w$)])/g, "`$1`").replaceAll("\ue000", "");
}

/** What escaping changes: most lines have none of it. */
const MARKUP = /[<{}@*\p{Cc}\u2028\u2029]/u;

/** `<`, `{`, `}` and `@` mean something in TSDoc; control characters mean nothing anywhere. */
function escapeText(text: string): string {
  if (!MARKUP.test(text)) return text.trim();
  return safe(text)
    .replaceAll(/[<{}]/g, "\\$&")
    .replaceAll(/(^|[\s(])@(?=\w)/g, "$1\\@");
}

function safe(text: string): string {
  return text
    .replaceAll("*/", "*\\/")
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, " ")
    .trim();
}

function trimBlank(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line !== "");
  if (first === -1) return [];
  const last = lines.findLastIndex((line) => line !== "");
  return lines.slice(first, last + 1);
}
