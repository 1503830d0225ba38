/**
 * Orders names by the numbers in them, the larger first, for lists of versions: `llvm-19` before `llvm-9`, `19.1.7` before
 * `19`. (A locale's own numeric order would load its whole collation, which takes longer than all of the search.)
 */
export function newestFirst(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => (name.match(/\d+/g) ?? []).map(Number));
  for (let i = 0; i < Math.max(left?.length ?? 0, right?.length ?? 0); i++) {
    const order = (right?.[i] ?? -1) - (left?.[i] ?? -1);
    if (order !== 0) return order;
  }
  return a < b ? 1 : a > b ? -1 : 0;
}
