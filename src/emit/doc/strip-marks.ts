/**
 * Lines of a C comment without its marks and decoration: `/**`, `*` in front, `///`, banners. What is indented behind
 * the decoration stays so.
 */
export function stripMarks(comment: string): readonly string[] {
  const lines = comment.replaceAll(/\r\n?|[\u2028\u2029\u0085\f\v]/g, "\n").split("\n");
  return lines.map((line) =>
    line
      .replace(/^\s*\/\*[*!]?<?/, "")
      .replace(/^\s*\/\/[/!]?<?/, "")
      .replace(/\**\/\s*$/, "")
      .replace(/^\s*\*+(?: |(?=\s|$|[^\s*]))/, "")
      .replace(/^[\s*=#~_-]{5,}$/, "")
      .trimEnd(),
  );
}
