import type { ts } from "ts-morph";
import { indented } from "./choices.ts";
import { commentOf, onlyFor } from "./comment.ts";
import type { MergeContext } from "./merge-context.ts";
import { mergeFunction } from "./merge-function.ts";
import { mergeNode } from "./merge-node.ts";
import { inMergedOrder } from "./merged-order.ts";
import { ownText } from "./own-text.ts";
import { type Part, textOf, within } from "./part.ts";

/** The object of an enum, or that of the annotated functions: `null` for a constant that is none. */
export function mergeObject(
  name: string,
  head: string,
  declarations: readonly Part<ts.VariableDeclaration>[],
  cx: MergeContext,
): string | null {
  const { ts: compiler } = cx;
  const objects = within(declarations, ({ initializer }) => {
    const value =
      initializer !== undefined && compiler.isAsExpression(initializer) ? initializer.expression : initializer;
    return value !== undefined && compiler.isObjectLiteralExpression(value) ? value : undefined;
  });
  if (objects === null) return null;
  const lists = objects.map(({ node, target }) =>
    node.properties.map((property): Part<ts.ObjectLiteralElementLike> => ({ node: property, target })),
  );
  const keyOf = ({ node }: Part<ts.ObjectLiteralElementLike>): string => node.name?.getText() ?? "";
  const members = inMergedOrder(lists.map((list) => list.map(keyOf))).map((key) =>
    lists.flatMap((list) => list.filter((part) => keyOf(part) === key)),
  );
  const isEnum = members.flat().every(({ node }) => compiler.isPropertyAssignment(node));
  const texts = members.map((parts) => indented(`${member(parts, name, cx)},`));
  const body = `{\n${texts.join("\n")}\n}`;
  if (!isEnum) return `${head} = ${body};`;
  const types = members.map((parts) => `  readonly ${keyOf(parts[0] ?? never())}: ${valueTypes(parts, cx)};`);
  return `${head}: {\n${types.join("\n")}\n} = ${body};`;
}

function never(): never {
  throw new Error("a member of no target");
}

function member(parts: readonly Part<ts.ObjectLiteralElementLike>[], owner: string, cx: MergeContext): string {
  const { ts: compiler, choices } = cx;
  const [first] = parts;
  if (first === undefined) return "";
  const present = parts.map(({ target }) => target);
  const only = present.map((target) => cx.platforms[target] ?? "");
  const isEverywhere = present.length === cx.platforms.length;
  const comment = isEverywhere ? commentOf(first) : onlyFor(commentOf(first), only);
  const methods = within(parts, (node) => (compiler.isMethodDeclaration(node) ? node : undefined));
  if (methods !== null) {
    const merged = mergeFunction(methods, cx);
    if (merged === null) throw new Error(`${owner}.${first.node.name?.getText()}: other parameters`);
    return comment + merged.replaceAll(/^ {2}/gm, "");
  }
  const values = within(parts, (node) => (compiler.isPropertyAssignment(node) ? node.initializer : undefined));
  if (values === null) return comment + textOf(first);
  const own = values.map((part) => ({ target: part.target, text: ownText(part, cx) }));
  const none = choices.others(present).map((target) => ({ target, text: "undefined" }));
  const isNumber = own.every(({ text }) => /^-?\d/.test(text));
  const value = isEverywhere && !isNumber ? mergeNode(values, cx) : null;
  const all = isNumber ? [...own, ...none] : own;
  return `${comment}${first.node.name?.getText()}: ${value ?? choices.expression(all)}`;
}

/** Each enumerator has its value, or `undefined` where a target has none. */
function valueTypes(parts: readonly Part<ts.ObjectLiteralElementLike>[], cx: MergeContext): string {
  const own = parts.flatMap(({ node }) => (cx.ts.isPropertyAssignment(node) ? [node.initializer.getText()] : []));
  return [...new Set([...own, ...(parts.length === cx.platforms.length ? [] : ["undefined"])])].join(" | ");
}
