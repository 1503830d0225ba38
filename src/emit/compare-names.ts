/**
 * Natural order, as formatters sort imports and exports: letters without regard to case but capitals first among equals,
 * numbers by value. The same on every machine.
 */
export function compareNames(a: string, b: string): number {
  const [left, right] = [pieces(a), pieces(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = comparePieces(left[i] ?? "", right[i] ?? "");
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Single characters, and digits that stand together. */
function pieces(name: string): readonly string[] {
  return name.match(/\d+|\D/gu) ?? [];
}

function comparePieces(a: string, b: string): number {
  if (a === b) return 0;
  if (/^\d/.test(a) && /^\d/.test(b) && Number(a) !== Number(b)) return Number(a) - Number(b);
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x !== y) return x < y ? -1 : 1;
  return a < b ? -1 : 1;
}
