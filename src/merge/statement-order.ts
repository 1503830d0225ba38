import type { ts } from "ts-morph";
import type { MergeContext } from "./merge-context.ts";
import type { Part } from "./part.ts";

/** Statements by name, those after what they need while the module is being evaluated; else in the order given. */
export function statementOrder(
  names: readonly string[],
  partsOf: (name: string) => readonly Part[],
  cx: Pick<MergeContext, "ts">,
): readonly string[] {
  const byValue = new Map(names.map((name) => [name, name]));
  const done = new Set<string>();
  const order: string[] = [];
  const add = (name: string): void => {
    if (done.has(name)) return;
    done.add(name); // before what it needs: names that need each other are left as they are
    for (const needed of neededNow(partsOf(name), cx)) {
      const other = byValue.get(`value ${needed}`);
      if (other !== undefined && other !== name) add(other);
    }
    order.push(name);
  };
  for (const name of names) add(name);
  return order;
}

/** Names whose values a statement takes when it is evaluated: not those in the bodies of functions. */
function neededNow(parts: readonly Part[], { ts: compiler }: Pick<MergeContext, "ts">): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (compiler.isFunctionLike(node) || compiler.isTypeNode(node)) return;
    if (compiler.isIdentifier(node)) names.add(node.text);
    else compiler.forEachChild(node, visit);
  };
  for (const { node } of parts) if (!compiler.isTypeAliasDeclaration(node)) visit(node);
  return names;
}
