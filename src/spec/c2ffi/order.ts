/** An element that is elsewhere in the file than in the spec: its index in the one, and in the other. */
export type Move = readonly [from: number, to: number];

/**
 * What has to be moved to put the elements of a file into the order of the spec: as few of them as possible.
 *
 * @param indices for each element of the file its index in the spec, each once.
 */
export function movesOf(indices: readonly number[]): readonly Move[] {
  const kept = longestIncreasing(indices);
  return indices.flatMap((to, from): Move[] => (kept.has(from) ? [] : [[from, to]]));
}

/** Puts the elements of a file into the order of the spec. In a file that was edited, as well as its indices still fit. */
export function moved<T>(elements: readonly T[], moves: readonly Move[]): readonly T[] {
  const arriving = new Map<number, number>();
  const away = new Set<number>();
  for (const [from, to] of moves) {
    if (from >= elements.length || away.has(from) || arriving.has(to)) continue;
    arriving.set(to, from);
    away.add(from);
  }
  const staying = [...elements.keys()].filter((at) => !away.has(at));
  const order: number[] = [];
  for (let index = 0, next = 0; next < staying.length || arriving.has(index); index++) {
    order.push(arriving.get(index) ?? staying[next++] ?? 0);
    arriving.delete(index);
  }
  return [...order, ...arriving.values()].flatMap((at) => elements.slice(at, at + 1));
}

/** Positions of a longest strictly increasing subsequence. */
function longestIncreasing(values: readonly number[]): ReadonlySet<number> {
  /** By length: the position of the least value that an increasing subsequence of that length ends with. */
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [at, value] of values.entries()) {
    const length = firstNotBelow(ends, value, values);
    before.push(ends[length - 1]);
    ends[length] = at;
  }
  const positions = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = before[at]) positions.add(at);
  return positions;
}

/** First index of `ends` whose value is not below `value`; the values there increase. */
function firstNotBelow(ends: readonly number[], value: number, values: readonly number[]): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
