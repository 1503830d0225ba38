/** Every name of several lists once: those of the first in its order, and of the others each after the one before it. */
export function inMergedOrder(lists: readonly (readonly string[])[]): readonly string[] {
  const next = new Map<string, string[]>();
  const known = new Set<string>();
  const before = (name: string): string[] => {
    const found = next.get(name) ?? [];
    next.set(name, found);
    return found;
  };
  for (const list of lists) {
    let previous = "";
    const own: [string, string][] = [];
    for (const name of list) {
      if (!known.has(name)) own.push([previous, name]);
      known.add(name);
      previous = name;
    }
    // Right after its predecessor: before what earlier lists have there, and all that follows it.
    for (const [after, name] of own) before(after).unshift(name);
  }
  const order: string[] = [];
  const stack = [...(next.get("") ?? [])].reverse();
  for (let name = stack.pop(); name !== undefined; name = stack.pop()) {
    order.push(name);
    stack.push(...[...(next.get(name) ?? [])].reverse());
  }
  return order;
}
