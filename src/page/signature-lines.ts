/** Columns of a signature that stays on one line. */
const WIDTH = 72;

/**
 * A function's head with one parameter on each line where it is long.
 *
 * @param text `int f(int a, int b);` or `f(a: number, b: number): number`.
 */
export function signatureLines(text: string, name: string): readonly string[] {
  const open = text.indexOf(`${name}(`) + name.length;
  if (text.length <= WIDTH || open < name.length) return [text];
  const parts: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let i = open; i < text.length; i++) {
    const character = text.charAt(i);
    if ("([{<".includes(character)) depth++;
    // The arrow of a function's type closes nothing.
    if (")]}".includes(character) || (character === ">" && text.charAt(i - 1) !== "=")) depth--;
    const isEnd = depth === 0;
    if (!isEnd && !(depth === 1 && character === ",")) continue;
    parts.push(text.slice(start, i).trim());
    start = i + 1;
    if (isEnd) break;
  }
  if (depth !== 0 || parts.length === 0) return [text];
  const last = parts.length - 1;
  return [text.slice(0, open + 1), ...parts.map((part, i) => `  ${part}${i < last ? "," : ""}`), text.slice(start - 1)];
}
