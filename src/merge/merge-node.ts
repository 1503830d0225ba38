import type { ts } from "ts-morph";
import type { MergeContext } from "./merge-context.ts";
import { mergeTypes } from "./merge-types.ts";
import { ownText } from "./own-text.ts";
import { isSame, type Part, textOf, within } from "./part.ts";
import { children, spliced } from "./splice.ts";

/**
 * Text that is right for every target: what is equal once, and a choice where it differs, as deep in the tree as that can be.
 * `null` where the nodes have nothing in common: then whoever has them chooses between them as wholes.
 */
export function mergeNode(parts: readonly Part[], cx: MergeContext): string | null {
  const [first] = parts;
  if (first === undefined) return null;
  if (isSame(parts)) return textOf(first);
  const { ts: compiler } = cx;
  if (parts.some(({ node }) => node.kind !== first.node.kind)) return null;
  const types = within(parts, (node) => (compiler.isTypeNode(node) ? node : undefined));
  if (types !== null) return mergeTypes(types, cx);
  const blocks = within(parts, (node) => (compiler.isBlock(node) ? node : undefined));
  if (blocks !== null) return mergeBlock(blocks, cx);
  const calls = within(parts, (node) => (compiler.isCallExpression(node) ? node : undefined));
  if (calls !== null && !isSameCallee(calls)) return null;
  return mergeChildren(parts, cx);
}

/** What is called decides the type of what it gives: calls of different functions are chosen between as wholes. */
function isSameCallee(calls: readonly Part<ts.CallExpression>[]): boolean {
  const callee = ({ node }: Part<ts.CallExpression>): string =>
    node.getText().slice(0, (node.arguments[0]?.getFullStart() ?? node.getEnd() - 1) - node.getStart());
  return new Set(calls.map(callee)).size === 1;
}

/** @param merge what is to become of children that differ; without it, what is usual. */
export function mergeChildren(parts: readonly Part[], cx: MergeContext): string | null {
  const [first] = parts;
  if (first === undefined) return null;
  const all = parts.map(({ node, target }) => children(node, cx).map((child): Part => ({ node: child, target })));
  const [own = []] = all;
  if (own.length === 0 || all.some((some) => some.length !== own.length)) return null;
  if (new Set(parts.map((part) => marks(part, cx))).size > 1) return null;
  const texts = new Map<ts.Node, string>();
  for (const [i, child] of own.entries()) {
    const alike = all.flatMap((some) => some.slice(i, i + 1));
    if (isSame(alike)) continue;
    const text = mergeNode(alike, cx) ?? chosen(first.node, alike, cx);
    if (text === null) return null;
    texts.set(child.node, text);
  }
  return spliced(first.node, texts);
}

/** What stands between the children: words and operators, however lines are broken and whatever comments say. */
function marks({ node }: Part, cx: MergeContext): string {
  const text = spliced(node, new Map(children(node, cx).map((child) => [child, "\u0000"])));
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/\s+/g, "")
    .replaceAll(/,(?=[)\]}])/g, "");
}

/** A choice in the place of a child; `null` where none can stand. */
function chosen(parent: ts.Node, parts: readonly Part[], cx: MergeContext): string | null {
  const { ts: compiler, choices } = cx;
  const [first] = parts;
  if (first === undefined) return null;
  const alternatives = parts.map((part) => ({ target: part.target, text: ownText(part, cx) }));
  if (compiler.isExpressionStatement(first.node)) {
    const indent = indentOf(first.node);
    const flat = alternatives.map(({ text, target }) => ({ target, text: text.replaceAll(`\n${indent}`, "\n") }));
    return choices.statements(flat, false).replaceAll("\n", `\n${indent}`);
  }
  if (parts.some(({ node }) => !compiler.isExpression(node))) return null;
  switch (place(parent, first.node, cx)) {
    case "alone":
      return choices.expression(alternatives);
    case "argument":
      return choices.argument(alternatives);
    case "operand":
      return choices.operand(alternatives);
    default:
      return null;
  }
}

/** Whether an expression stands alone where it is, in a list, or beside operators; `null`: no other expression can stand there. */
function place(
  parent: ts.Node,
  node: ts.Node,
  { ts: compiler }: MergeContext,
): "alone" | "argument" | "operand" | null {
  if (compiler.isReturnStatement(parent) || compiler.isThrowStatement(parent)) return "alone";
  if (compiler.isPropertyAssignment(parent) || compiler.isPropertyDeclaration(parent) || compiler.isParameter(parent)) {
    return parent.initializer === node ? "argument" : null;
  }
  if (compiler.isVariableDeclaration(parent)) return parent.initializer === node ? "alone" : null;
  if (compiler.isCallExpression(parent) || compiler.isNewExpression(parent)) {
    return parent.expression === node ? null : "argument";
  }
  if (compiler.isArrayLiteralExpression(parent)) return "argument";
  if (compiler.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    const isSet = kind >= compiler.SyntaxKind.FirstAssignment && kind <= compiler.SyntaxKind.LastAssignment;
    return parent.operatorToken === node || (isSet && parent.left === node) ? null : "operand";
  }
  if (compiler.isPropertyAccessExpression(parent)) return parent.expression === node ? "operand" : null;
  const isAnywhere =
    compiler.isElementAccessExpression(parent) ||
    compiler.isConditionalExpression(parent) ||
    compiler.isParenthesizedExpression(parent) ||
    compiler.isAsExpression(parent) ||
    compiler.isTemplateSpan(parent) ||
    compiler.isIfStatement(parent) ||
    compiler.isArrowFunction(parent);
  return isAnywhere ? "operand" : null;
}

/** Statements one by one where none makes a variable of another type; else all of them as each target has them. */
export function mergeBlock(parts: readonly Part<ts.Block>[], cx: MergeContext): string {
  const [first] = parts;
  if (first === undefined) return "{}";
  const { ts: compiler, choices } = cx;
  const counts = new Set(parts.map(({ node }) => node.statements.length));
  const differs = first.node.statements.some(
    (statement, i) =>
      compiler.isVariableStatement(statement) &&
      parts.some(({ node }) => node.statements[i]?.getText() !== statement.getText()),
  );
  // Whose parameters have other types than the target's own is given to each target's own code.
  const isRetyped = parts.some((part) => ownText(part, cx) !== textOf(part));
  const merged = counts.size === 1 && !differs && !isRetyped ? mergeChildren(parts, cx) : null;
  if (merged !== null) return merged;
  const returns = parts.every(({ node }) => {
    const last = node.statements.at(-1);
    return last !== undefined && (compiler.isReturnStatement(last) || compiler.isThrowStatement(last));
  });
  const alternatives = parts.map((part) => ({ target: part.target, text: statementsOf(part, cx) }));
  const indent = indentOf(first.node);
  const body = choices.statements(alternatives, returns).replaceAll(/^(?=.)/gm, `${indent}  `);
  return `{\n${body}\n${indent}}`;
}

/** The statements of a block, with no indentation of the block's. */
function statementsOf(part: Part<ts.Block>, cx: MergeContext): string {
  const text = ownText(part, cx).slice(1, -1);
  const lines = text.split("\n").filter((line, i, all) => line.trim() !== "" || (i > 0 && i < all.length - 1));
  const depth = Math.min(...lines.filter((line) => line !== "").map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(depth)).join("\n");
}

/** Indentation of the line that a node begins in. */
function indentOf(node: ts.Node): string {
  const text = node.getSourceFile().text.slice(0, node.getStart());
  return /^ */.exec(text.slice(text.lastIndexOf("\n") + 1))?.[0] ?? "";
}
