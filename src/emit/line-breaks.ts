const OPEN = "\ue010";
const NEXT = "\ue011";
const CLOSE = "\ue012";
const LIMIT = 120;

/** Items of a list that may be broken into lines, one each, if the line that they stand in is too long. */
export function breakable(items: readonly string[]): string {
  return items.length === 0 ? "" : `${OPEN}${items.join(`,${NEXT}`)}${CLOSE}`;
}

/** A statement as lines, each indented; `depth` is in steps of two spaces. */
export function breakLine(statement: string, depth: number): readonly string[] {
  const indent = "  ".repeat(depth);
  const whole = indent + statement.replaceAll(OPEN, "").replaceAll(NEXT, " ").replaceAll(CLOSE, "");
  if (whole.length <= LIMIT || !statement.includes(OPEN)) return [whole];
  const broken = statement
    .replaceAll(OPEN, `\n${indent}  `)
    .replaceAll(NEXT, `\n${indent}  `)
    .replaceAll(CLOSE, `,\n${indent}`);
  return (indent + broken).split("\n");
}
