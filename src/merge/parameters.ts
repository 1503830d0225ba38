import type { ts } from "ts-morph";
import type { MergeContext, Rewrites } from "./merge-context.ts";
import { mergeTypes } from "./merge-types.ts";
import { isSame, type Part, textOf } from "./part.ts";

/** Parameters that take what any target's do. */
export interface MergedParameters {
  /** Types by the first target's parameters. */
  readonly types: ReadonlyMap<ts.Node, string>;
  /** How a target's own code takes what is given as one of them. */
  readonly rewrites: Rewrites;
}

/** `null` where targets have other parameters: more, or by other names. */
export function mergeParameters(
  lists: readonly Part<ts.SignatureDeclarationBase>[],
  cx: MergeContext,
): MergedParameters | null {
  const [first] = lists;
  if (first === undefined) return null;
  const shape = ({ node }: Part<ts.SignatureDeclarationBase>): string =>
    node.parameters
      .map((one) => `${one.dotDotDotToken?.kind ?? ""}${one.name.getText()}${one.questionToken?.kind ?? ""}`)
      .join();
  if (new Set(lists.map(shape)).size > 1) return null;
  const types = new Map<ts.Node, string>();
  const rewrites = new Map<number, Map<string, string>>();
  for (const [i, { type, name }] of first.node.parameters.entries()) {
    const parts = lists.flatMap(({ node, target }) => {
      const own = node.parameters[i]?.type;
      return own === undefined ? [] : [{ node: own, target }];
    });
    if (type === undefined || parts.length < lists.length || isSame(parts)) continue;
    const merged = mergeTypes(parts, cx);
    types.set(type, merged);
    for (const part of parts) {
      const own = textOf(part);
      if (own === merged) continue;
      const names = rewrites.get(part.target) ?? new Map<string, string>();
      rewrites.set(part.target, names.set(name.getText(), taken(name.getText(), own, merged, cx)));
    }
  }
  return { types, rewrites };
}

/** What was given, as a target whose own type is narrower takes it: its check refuses what it cannot take. */
function taken(name: string, own: string, merged: string, cx: MergeContext): string {
  const isInteger = own === "number" || own.startsWith("Enum<");
  return isInteger && /\bbigint\b|^Enum</.test(merged) ? `${cx.runtime("narrowed")}(${name})` : `(${name} as ${own})`;
}
