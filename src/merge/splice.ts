import type { ts } from "ts-morph";
import type { MergeContext } from "./merge-context.ts";

/** The nodes that a node is made of, in their order; words and marks between them are none. */
export function children(node: ts.Node, cx: Pick<MergeContext, "ts">): readonly ts.Node[] {
  const found: ts.Node[] = [];
  cx.ts.forEachChild(node, (child) => {
    found.push(child);
  });
  return found;
}

/** A node's text with other texts in place of nodes within it. */
export function spliced(node: ts.Node, texts: ReadonlyMap<ts.Node, string>): string {
  const start = node.getStart();
  const edits = [...texts].sort(([a], [b]) => b.getStart() - a.getStart());
  return edits.reduce(
    (all, [inner, text]) => `${all.slice(0, inner.getStart() - start)}${text}${all.slice(inner.getEnd() - start)}`,
    node.getText(),
  );
}
