/**
 * Lines of at most `width` columns, broken behind commas if that will do, else at any space; what follows the first is
 * indented by two. A word that is longer than a line stays whole.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  const add = (piece: string): boolean => {
    const longer = line.trim() === "" ? line + piece : `${line} ${piece}`;
    if (longer.length > width) return false;
    line = longer;
    return true;
  };
  const next = (): void => {
    if (line.trim() !== "") lines.push(line);
    line = lines.length === 0 ? "" : "  ";
  };
  for (const piece of text.split(/(?<=,) /)) {
    if (add(piece)) continue;
    if (piece.length <= width - 2) next();
    if (add(piece)) continue;
    for (const word of piece.split(" ")) {
      if (add(word)) continue;
      next();
      if (!add(word)) line += word;
    }
  }
  return [...lines, line];
}
