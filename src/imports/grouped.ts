/** Items by key, in the order of the first of each. (`Map.groupBy` came with Node 21.) */
export function grouped<K, T>(items: readonly T[], key: (item: T) => K): ReadonlyMap<K, readonly [T, ...T[]]> {
  const groups = new Map<K, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
