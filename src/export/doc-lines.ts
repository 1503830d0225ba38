import type { Node } from "ts-morph";

/** The lines of the doc comment in front of a node, without its stars; none if there is no such comment. */
export function docLines(node: Node): readonly string[] {
  const text = node
    .getLeadingCommentRanges()
    .map((range) => range.getText())
    .findLast((comment) => comment.startsWith("/**"));
  if (text === undefined) return [];
  const lines = text
    .slice(3, -2)
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd());
  const first = lines.findIndex((line) => line.trim() !== "");
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return first < 0 ? [] : [lines[first]?.trim() ?? "", ...lines.slice(first + 1, last + 1)];
}

/** The same as a C comment has it: links are words, and no comment begins inside. */
export function docForC(lines: readonly string[]): readonly string[] {
  return lines.map((line) =>
    line
      .replaceAll(/\{@link(?:code|plain)?\s+([^}|]+?)\s*(?:\|\s*([^}]*?)\s*)?\}/g, (_, to, shown) => shown ?? to)
      .replaceAll("/*", "/ *"),
  );
}
