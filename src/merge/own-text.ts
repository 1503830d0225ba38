import type { ts } from "ts-morph";
import type { MergeContext } from "./merge-context.ts";
import type { Part } from "./part.ts";

/** What a target says where the others say something else: its own text, with names as the one module has them. */
export function ownText({ node, target }: Part, cx: MergeContext): string {
  const names = cx.rewrites.get(target);
  const text = node.getText();
  if (names === undefined || names.size === 0) return text;
  const { ts: compiler } = cx;
  const start = node.getStart();
  const edits: { readonly at: number; readonly name: string; readonly to: string }[] = [];
  const visit = (inner: ts.Node): void => {
    if (compiler.isIdentifier(inner)) {
      const to = names.get(inner.text);
      if (to !== undefined && isReference(inner, cx))
        edits.push({ at: inner.getStart() - start, name: inner.text, to });
    }
    compiler.forEachChild(inner, visit);
  };
  visit(node);
  return edits.toReversed().reduce((all, { at, name, to }) => {
    return `${all.slice(0, at)}${to}${all.slice(at + name.length)}`;
  }, text);
}

/** Whether a name is used for its value: no member of that name, and not where it is declared. */
function isReference(name: ts.Identifier, { ts: compiler }: MergeContext): boolean {
  const { parent } = name;
  if (compiler.isPropertyAccessExpression(parent)) return parent.expression === name;
  if (compiler.isPropertyAssignment(parent)) return parent.initializer === name;
  return !compiler.isParameter(parent);
}
