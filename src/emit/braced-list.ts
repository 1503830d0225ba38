/** Longest line that is not broken. */
const WIDTH = 120;

/** `import { a, b } from "x";` or `export { a, b };`, on one line if it fits, else one name a line. */
export function bracedList(keyword: "import" | "export", names: readonly string[], tail: string): string {
  const line = `${keyword} { ${names.join(", ")} }${tail}`;
  return line.length <= WIDTH ? line : `${keyword} {\n${names.map((name) => `  ${name},\n`).join("")}}${tail}`;
}
