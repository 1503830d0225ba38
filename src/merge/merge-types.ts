import type { ts } from "ts-morph";
import type { MergeContext } from "./merge-context.ts";
import { isSame, type Part, textOf, within } from "./part.ts";
import { spliced } from "./splice.ts";

/** A type that has the values of every target's: their union; of functions one that takes and gives what any of them does. */
export function mergeTypes(parts: readonly Part<ts.TypeNode>[], cx: MergeContext): string {
  if (isSame(parts)) return parts[0] === undefined ? "never" : textOf(parts[0]);
  return mergedFunctions(parts, cx) ?? mergedReferences(parts, cx) ?? union(parts, cx);
}

function union(parts: readonly Part<ts.TypeNode>[], cx: MergeContext): string {
  const each = parts.map((part) => members(part, cx));
  const isShared = (text: string): boolean => each.every((all) => all.some((one) => textOf(one) === text));
  const own = each.flatMap((all) => all.filter((one) => !isShared(textOf(one))));
  const merged = own.length === parts.length ? (mergedFunctions(own, cx) ?? mergedReferences(own, cx)) : null;
  // As the target says it that has most of them: then its code need not be told that they are the same.
  const ordered = [...each].sort((a, b) => b.length - a.length).flat();
  const texts = new Set(ordered.map((one) => (merged !== null && !isShared(textOf(one)) ? merged : inUnion(one, cx))));
  // `null` is read last.
  const nulls = (text: string): number => (/^(null|undefined)$/.test(text) ? 1 : 0);
  return [...texts].sort((a, b) => nulls(a) - nulls(b)).join(" | ");
}

/** Types of a union, or the only one. */
function members({ node, target }: Part<ts.TypeNode>, cx: MergeContext): readonly Part<ts.TypeNode>[] {
  if (cx.ts.isParenthesizedTypeNode(node)) return members({ node: node.type, target }, cx);
  if (!cx.ts.isUnionTypeNode(node)) return [{ node, target }];
  return node.types.flatMap((type) => members({ node: type, target }, cx));
}

function inUnion(part: Part<ts.TypeNode>, cx: MergeContext): string {
  const text = textOf(part);
  return cx.ts.isFunctionTypeNode(part.node) ? `(${text})` : text;
}

/** Of functions: each parameter takes what any target's does. Where they are more for one of them, lists of them are given. */
function mergedFunctions(parts: readonly Part<ts.TypeNode>[], cx: MergeContext): string | null {
  const functions = within(parts, (node) => (cx.ts.isFunctionTypeNode(node) ? node : undefined));
  const [first] = functions ?? [];
  if (functions === null || first === undefined) return null;
  const results = functions.map(({ node, target }) => ({ node: node.type, target }));
  if (functions.some(({ node }) => node.parameters.length !== first.node.parameters.length)) {
    const lists = functions.map(({ node }) => `[${node.parameters.map((one) => one.getText()).join(", ")}]`);
    return `(...args: ${[...new Set(lists)].join(" | ")}) => ${mergeTypes(results, cx)}`;
  }
  const texts = new Map<ts.Node, string>([[first.node.type, mergeTypes(results, cx)]]);
  for (const [i, { type }] of first.node.parameters.entries()) {
    const types = within(functions, ({ parameters }) => parameters[i]?.type);
    if (type !== undefined && types !== null) texts.set(type, mergeTypes(types, cx));
  }
  return spliced(first.node, texts);
}

/** What differs in what is said of memory or of a function is within it: `PointerArg<c.int | c.uint>`. */
function mergedReferences(parts: readonly Part<ts.TypeNode>[], cx: MergeContext): string | null {
  const references = within(parts, (node) => (cx.ts.isTypeReferenceNode(node) ? node : undefined));
  const [first] = references ?? [];
  if (references === null || first === undefined) return null;
  const heads = references.map(({ node }) => `${node.typeName.getText()} ${node.typeArguments?.length ?? 0}`);
  // What an array reads as is of one element type.
  if (new Set(heads).size > 1 || /^\$*(ArrayView|EnumArray) /.test(heads[0] ?? "")) return null;
  const texts = new Map<ts.Node, string>();
  for (const [i, type] of (first.node.typeArguments ?? []).entries()) {
    const types = within(references, ({ typeArguments }) => typeArguments?.[i]);
    if (types !== null) texts.set(type, mergeTypes(types, cx));
  }
  return spliced(first.node, texts);
}
