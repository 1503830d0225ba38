import type { ts } from "ts-morph";

/** The same place in the module of one target. */
export interface Part<N extends ts.Node = ts.Node> {
  readonly node: N;
  /** Which target's module it is in, counted from 0. */
  readonly target: number;
}

/** What a node says, without the comments before it. */
export function textOf({ node }: Part): string {
  return node.getText();
}

/** Whether all targets say the same. */
export function isSame(parts: readonly Part[]): boolean {
  const [first, ...others] = parts.map(textOf);
  return others.every((text) => text === first);
}

/** Parts of which each is one of a node's of every part; `null` where one has none. */
export function within<N extends ts.Node, M extends ts.Node>(
  parts: readonly Part<N>[],
  find: (node: N) => M | undefined,
): readonly Part<M>[] | null {
  const found = parts.flatMap(({ node, target }) => {
    const inner = find(node);
    return inner === undefined ? [] : [{ node: inner, target }];
  });
  return found.length === parts.length ? found : null;
}
