import type { SourceLocation } from "../spec/location.ts";
import { readDoxygen, trimBlank } from "./doc/doxygen.ts";
import { escapeText, safe } from "./doc/inline.ts";
import { stripMarks } from "./doc/strip-marks.ts";
import type { ModuleWriter } from "./module-writer.ts";

export interface Comment {
  /** As written in C, with its marks; `null` if none. */
  readonly doc: string | null;
  readonly deprecated: string | null;
  /** C spelling, printed in backticks; `null` for members. */
  readonly prototype: string | null;
  readonly location: SourceLocation | null;
  /** TypeScript's names of the parameters, by C name. */
  readonly renamed?: ReadonlyMap<string, string>;
  /** What there is to know of the TypeScript side; follows the prototype. */
  readonly note?: string | null;
}

/** TSDoc of a C comment, or nothing where there is nothing to say. */
export function emitComment(comment: Comment, writer: ModuleWriter): void {
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
  const place = placeLine(comment);
  if (comment.doc === null && comment.deprecated === null) return place === null ? [] : [place];
  const read = readDoxygen(comment.doc === null ? [] : stripMarks(comment.doc), comment.renamed ?? new Map());
  const lines = [...read.text];
  const tags = read.tags.flatMap((tag) => tag.split("\n"));
  if (comment.deprecated !== null && !tags.some((line) => line.startsWith("@deprecated"))) {
    tags.push(`@deprecated ${escapeText(comment.deprecated)}`.trimEnd());
  }
  if (place !== null) lines.push(...(lines.length > 0 ? [""] : []), place);
  lines.push(...trimBlank(tags));
  return lines;
}

/** What a prototype must not have in a comment, or need not; nearly all are printable ASCII with single spaces. */
const UNTIDY = /[^ -_a-~]| {2}|\*\//;

function placeLine({ prototype, location, note = null }: Comment): string | null {
  if (prototype === null) return null;
  const where = location === null ? "" : ` (${safe(location.file)}:${location.line})`;
  const shown = UNTIDY.test(prototype) ? safe(prototype.replaceAll(/\s+/g, " ").replaceAll("`", "'")) : prototype;
  return `C: \`${shown.trim()}\`${where}${note === null ? "" : `. ${note}`}`;
}
