import type { ts } from "ts-morph";
import { type MergeContext, rewriting } from "./merge-context.ts";
import { mergeNode } from "./merge-node.ts";
import { mergeObject } from "./merge-object.ts";
import { mergeTypes } from "./merge-types.ts";
import { ownText } from "./own-text.ts";
import { mergeParameters } from "./parameters.ts";
import { isSame, type Part, textOf, within } from "./part.ts";

/** A constant or variable of a module. Each has one declaration. */
export function mergeVariable(parts: readonly Part<ts.VariableStatement>[], cx: MergeContext): string {
  const [statement] = parts;
  const declarations = within(parts, ({ declarationList }) => declarationList.declarations[0]);
  const [first] = declarations ?? [];
  if (statement === undefined || declarations === null || first === undefined) return "";
  const name = first.node.name.getText();
  const values = within(declarations, ({ initializer }) => initializer);
  // A cache of what a function calls: `let $f: NativeVariadic<"i32"> | undefined;`
  if (values === null) return textOf(statement);
  const head = `${textOf(statement).slice(0, first.node.getStart() - statement.node.getStart())}${name}`;
  const isEverywhere = parts.length === cx.platforms.length;
  if (!isEverywhere && isConstant(first.node, cx)) return `${absentConstant(head, declarations, cx)};`;
  if (isSame(parts)) return textOf(statement);
  const object = mergeObject(name, head, declarations, cx);
  if (object !== null) return object;
  const types = within(declarations, ({ type }) => type);
  if (types === null) return `${head}${untyped(declarations, cx)};`;
  const isTypeName = isTypedef(name, statement.node) && types.every(({ node }) => cx.ts.isTypeQueryNode(node));
  const type = isTypeName ? `${cx.runtime("CType", true)}<${name}>` : mergeTypes(types, cx);
  return `${head}: ${type} = ${initializer(type, types, values, cx)};`;
}

/** Without a type there is a literal, of which TypeScript makes the type; or it is none that others see. */
function untyped(declarations: readonly Part<ts.VariableDeclaration>[], cx: MergeContext): string {
  const values = within(declarations, ({ initializer }) => initializer) ?? [];
  const [first] = values;
  if (first === undefined) return "";
  const alternatives = values.map((part) => ({ target: part.target, text: ownText(part, cx) }));
  if (isLiteral(first.node, cx)) {
    return `: ${literalTypes(declarations, cx).join(" | ")} = ${cx.choices.expression(alternatives)}`;
  }
  return ` = ${whole(values, mergeNode(values, cx), cx)}`;
}

function literalTypes(declarations: readonly Part<ts.VariableDeclaration>[], cx: MergeContext): readonly string[] {
  const types = declarations.map(({ node }) => {
    if (node.type !== undefined) return node.type.getText();
    return node.initializer !== undefined && isLiteral(node.initializer, cx) ? node.initializer.getText() : "number";
  });
  return [...new Set(types)];
}

function isLiteral(node: ts.Expression, { ts: compiler }: MergeContext): boolean {
  const value = compiler.isPrefixUnaryExpression(node) ? node.operand : node;
  return (
    compiler.isLiteralExpression(value) ||
    value.kind === compiler.SyntaxKind.TrueKeyword ||
    value.kind === compiler.SyntaxKind.FalseKeyword
  );
}

/** A value of C's, which no call makes: no function, variable, type or object. */
function isConstant({ name, initializer, type }: ts.VariableDeclaration, cx: MergeContext): boolean {
  if (initializer === undefined || name.getText().startsWith("$")) return false;
  if (isLiteral(initializer, cx)) return true;
  if (type === undefined || isTypedef(name.getText(), initializer)) return false;
  const text = initializer.getText();
  return /^(number|null|Uint8Array|\$*Pointer\b.*)$/s.test(type.getText()) || /^\$*pointer\(/.test(text);
}

/** A name of a type is declared as a type, too. */
function isTypedef(name: string, node: ts.Node): boolean {
  return new RegExp(`^(?:export )?type ${name.replaceAll("$", "\\$")}\\b`, "m").test(node.getSourceFile().text);
}

function absentConstant(head: string, declarations: readonly Part<ts.VariableDeclaration>[], cx: MergeContext): string {
  const present = declarations.map(({ target }) => target);
  const own = declarations.map((part) => ({ target: part.target, text: part.node.initializer?.getText() ?? "" }));
  const none = cx.choices.others(present).map((target) => ({ target, text: "undefined" }));
  const types = [...literalTypes(declarations, cx), "undefined"].join(" | ");
  return `${head}: ${types} = ${cx.choices.expression([...own, ...none])}`;
}

function initializer(
  type: string,
  types: readonly Part<ts.TypeNode>[],
  values: readonly Part<ts.Expression>[],
  cx: MergeContext,
): string {
  const inner = withParameters(types, values, cx);
  if (inner !== null) return whole(values, mergeNode(values, inner), inner);
  // A function needs its own type to know its parameters.
  const alternatives = values.map((part, i) => ({
    target: part.target,
    text: `(${PURE}${ownText(part, cx)} as ${types[i]?.node.getText() ?? type})`,
  }));
  return `(${cx.choices.expression(alternatives)}) as ${type}`;
}

const PURE = "/* @__PURE__ */ ";

/** Bundlers may drop what nobody uses: each call has to say so. */
function whole(values: readonly Part<ts.Expression>[], merged: string | null, cx: MergeContext): string {
  const isPure = ({ node }: Part): boolean => node.parent.getText().includes(PURE);
  const [first] = values;
  if (merged !== null) return (first !== undefined && isPure(first) ? PURE : "") + merged;
  const text = (part: Part): string => (isPure(part) ? PURE : "") + ownText(part, cx);
  const chosen = cx.choices.expression(values.map((part) => ({ target: part.target, text: text(part) })));
  return chosen.startsWith(`${cx.runtime("either")}(`) ? PURE + chosen : chosen;
}

/** The names that a function's body has for parameters that others give other types; `null` where these differ themselves. */
function withParameters(
  types: readonly Part<ts.TypeNode>[],
  values: readonly Part<ts.Expression>[],
  cx: MergeContext,
): MergeContext | null {
  const signatures = within(types, (type) => signatureOf(type, cx));
  const functions = within(values, (value) => functionOf(value, cx));
  if (signatures === null || functions === null) return cx;
  const parameters = mergeParameters(signatures, cx);
  const names = functions.map(({ node }) => node.parameters.map(({ name }) => name.getText()).join());
  const own = signatures.map(({ node }) => node.parameters.map(({ name }) => name.getText()).join());
  if (parameters === null || new Set([...names, ...own]).size > 1) return null;
  return rewriting(cx, parameters.rewrites);
}

/** Of `CFunction<(…) => …>`. */
function signatureOf(type: ts.TypeNode, { ts: compiler }: MergeContext): ts.FunctionTypeNode | undefined {
  const inner = compiler.isTypeReferenceNode(type) ? type.typeArguments?.[0] : undefined;
  return inner !== undefined && compiler.isFunctionTypeNode(inner) ? inner : undefined;
}

/** Of `cFunction(function …)`. */
function functionOf(value: ts.Expression, { ts: compiler }: MergeContext): ts.FunctionExpression | undefined {
  const inner = compiler.isCallExpression(value) ? value.arguments[0] : undefined;
  return inner !== undefined && compiler.isFunctionExpression(inner) ? inner : undefined;
}
