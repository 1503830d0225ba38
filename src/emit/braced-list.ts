/** Longest line that is not broken. */
const WIDTH = 120;

/** `import { a, b } from "x";`, `export { a, b };` or `export type { a };`, on one line if it fits, else one name a line. */
export function bracedList(
  keyword: "import" | "export" | "export type",
  names: readonly string[],
  tail: string,
): string {
  const line = `${keyword} { ${names.join(", ")} }${tail}`;
  return line.length <= WIDTH ? line : `${keyword} {\n${names.map((name) => `  ${name},\n`).join("")}}${tail}`;
}
