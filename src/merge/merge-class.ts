import type { ts } from "ts-morph";
import { cannotMerge } from "./cannot-merge.ts";
import { indented } from "./choices.ts";
import { commentOf, onlyFor } from "./comment.ts";
import type { MergeContext } from "./merge-context.ts";
import { mergeFunction } from "./merge-function.ts";
import { mergeTypes } from "./merge-types.ts";
import { inMergedOrder } from "./merged-order.ts";
import { ownText } from "./own-text.ts";
import { isSame, type Part, textOf, within } from "./part.ts";

/** The class of a record: each member is where each target has it. */
export function mergeClass(parts: readonly Part<ts.ClassDeclaration>[], cx: MergeContext): string {
  const [any] = parts;
  if (any === undefined) return "";
  const name = any.node.name?.text ?? "";
  const complete = parts.filter((part) => !/^\$*Opaque$/.test(baseOf(part)));
  const used = complete.length === 0 ? parts : complete;
  const bases = [...new Set(used.map(baseOf))];
  const [base = ""] = bases;
  if (bases.length > 1) throw cannotMerge(name, `a ${bases.join(" on one system, a ")} on another`);
  const everywhere = used.length === cx.platforms.length || complete.length === 0;
  const targets = used.map(({ target }) => target);
  const from = everywhere ? base : cx.base(base, targets);
  const modifiers = any.node.modifiers?.map((one) => `${one.getText()} `).join("") ?? "";
  const lists = used.map(({ node, target }) =>
    node.members.map((member): Part<ts.ClassElement> => ({ node: member, target })),
  );
  const texts = inMergedOrder(lists.map((list) => list.map(keyOf))).map((key) => {
    const members = lists.flatMap((list) => list.filter((part) => keyOf(part) === key));
    return indented(mergeMember(members, targets, name, cx));
  });
  const body = texts.map((text, i) => (i > 0 && /^\s*(\/\*\*|(override )?[gs]et )/.test(text) ? `\n${text}` : text));
  return `${modifiers}class ${name} extends ${from} {\n${body.join("\n")}\n}`;
}

/** Local name of what a class extends. */
function baseOf({ node }: Part<ts.ClassDeclaration>): string {
  return node.heritageClauses?.[0]?.types[0]?.expression.getText() ?? "";
}

function keyOf({ node }: Part<ts.ClassElement>): string {
  return `${node.kind} ${node.name?.getText() ?? ""}`;
}

/** @param targets those that have the record. */
function mergeMember(
  parts: readonly Part<ts.ClassElement>[],
  targets: readonly number[],
  owner: string,
  cx: MergeContext,
): string {
  const { ts: compiler, choices } = cx;
  const [first] = parts;
  if (first === undefined) return "";
  const present = parts.map(({ target }) => target);
  const isEverywhere = present.length === targets.length;
  const comment = commentOf(first);
  const accessors = within(parts, (node) => (compiler.isAccessor(node) ? node : undefined));
  if (accessors !== null) {
    const text = outdented(mergeFunction(accessors, cx) ?? textOf(first));
    if (isEverywhere) return comment + text;
    const only = present.map((target) => cx.platforms[target] ?? "");
    return (comment === "" ? "" : onlyFor(comment, only)) + absentMember(accessors, text, owner, cx);
  }
  const properties = within(parts, (node) => (compiler.isPropertyDeclaration(node) ? node : undefined));
  const values = properties === null ? null : within(properties, ({ initializer }) => initializer);
  if (values === null || values[0] === undefined || isSame(values)) return comment + textOf(first);
  const alternatives = values.map((part) => ({ target: part.target, text: ownText(part, cx) }));
  const head = textOf(first).slice(0, values[0].node.getStart() - first.node.getStart());
  return `${comment}${head.replace(/ = $/, ": number = ")}${choices.argument(alternatives)};`;
}

/** A member that reads as `undefined` where it is not, and cannot be set. */
function absentMember(
  parts: readonly Part<ts.AccessorDeclaration>[],
  text: string,
  owner: string,
  cx: MergeContext,
): string {
  const [first] = parts;
  if (first === undefined) return text;
  const present = parts.map(({ target }) => target);
  const guard = `if (${cx.choices.isOneOf(cx.choices.others(present))})`;
  const name = JSON.stringify(`${owner}.${first.node.name.getText()}`);
  const opening = text.indexOf("{\n");
  const head = text.slice(0, opening);
  if (!cx.ts.isGetAccessor(first.node)) {
    return `${head}{\n  ${guard} ${cx.runtime("absent")}(${name});\n${text.slice(opening + 2)}`;
  }
  const types = within(parts, ({ type }) => type);
  const type = types === null ? "" : mergeTypes(types, cx);
  return `${head.replace(`: ${type} `, `: ${type} | undefined `)}{\n  ${guard} return undefined;\n${text.slice(opening + 2)}`;
}

/** Members stand one step deep. */
function outdented(text: string): string {
  return text.replaceAll(/^ {2}/gm, "");
}
