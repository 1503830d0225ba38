import { stripMarks } from "../emit/doc/strip-marks.ts";

/** A comment's own lines, without its marks and without blank ones around it. */
export function docLines(doc: string | null): readonly string[] {
  if (doc === null) return [];
  // The text that follows the opening mark is not indented as the lines below it are.
  const [first = "", ...below] = stripMarks(doc);
  const indents = below.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const lines = [first.trim(), ...below.map((line) => line.slice(Math.min(...indents)))];
  const start = lines.findIndex((line) => line !== "");
  return start === -1 ? [] : lines.slice(start, lines.findLastIndex((line) => line !== "") + 1);
}
