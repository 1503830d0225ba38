import type { ts } from "ts-morph";
import { type MergeContext, rewriting } from "./merge-context.ts";
import { mergeBlock } from "./merge-node.ts";
import { mergeTypes } from "./merge-types.ts";
import { mergeParameters } from "./parameters.ts";
import { isSame, type Part, textOf, within } from "./part.ts";
import { spliced } from "./splice.ts";

type Written = ts.FunctionDeclaration | ts.MethodDeclaration | ts.AccessorDeclaration;

/** A function or accessor that is declared with its types. `null` where its targets have other parameters. */
export function mergeFunction(parts: readonly Part<Written>[], cx: MergeContext): string | null {
  const [first] = parts;
  if (first === undefined) return null;
  if (isSame(parts)) return textOf(first);
  const parameters = mergeParameters(parts, cx);
  if (parameters === null) return null;
  const texts = new Map(parameters.types);
  const results = within(parts, ({ type }) => type);
  if (results !== null && results[0] !== undefined && !isSame(results)) {
    texts.set(results[0].node, mergeTypes(results, cx));
  }
  const bodies = within(parts, ({ body }) => body);
  if (bodies !== null && bodies[0] !== undefined && !isSame(bodies)) {
    texts.set(bodies[0].node, mergeBlock(bodies, rewriting(cx, parameters.rewrites)));
  }
  return spliced(first.node, texts);
}
