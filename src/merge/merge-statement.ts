import type { ts } from "ts-morph";
import { cannotMerge } from "./cannot-merge.ts";
import { commentOf, onlyFor } from "./comment.ts";
import { mergeClass } from "./merge-class.ts";
import type { MergeContext } from "./merge-context.ts";
import { mergeFunction } from "./merge-function.ts";
import { mergeTypes } from "./merge-types.ts";
import { mergeVariable } from "./merge-variable.ts";
import { isSame, type Part, textOf, within } from "./part.ts";

/** One statement of a module, with its comment, of those that targets have under the same name. */
export function mergeStatement(name: string, parts: readonly Part<ts.Statement>[], cx: MergeContext): string {
  const [first] = parts;
  if (first === undefined) return "";
  const isEverywhere = parts.length === cx.platforms.length;
  const only = parts.map(({ target }) => cx.platforms[target] ?? "");
  const comment = isEverywhere || name.startsWith("$") ? commentOf(first) : onlyFor(commentOf(first), only);
  return comment + merged(name, parts, isEverywhere, cx);
}

function merged(name: string, parts: readonly Part<ts.Statement>[], isEverywhere: boolean, cx: MergeContext): string {
  const { ts: compiler } = cx;
  const [first] = parts;
  if (first === undefined) return "";
  const classes = within(parts, (node) => (compiler.isClassDeclaration(node) ? node : undefined));
  if (classes !== null) return isEverywhere && isSame(parts) ? textOf(first) : mergeClass(classes, cx);
  const variables = within(parts, (node) => (compiler.isVariableStatement(node) ? node : undefined));
  if (variables !== null) return mergeVariable(variables, cx);
  const aliases = within(parts, (node) => (compiler.isTypeAliasDeclaration(node) ? node : undefined));
  const types = aliases === null ? null : within(aliases, ({ type }) => type);
  if (types !== null && types[0] !== undefined) return aliasText(name, first, types, cx);
  const functions = within(parts, (node) => (compiler.isFunctionDeclaration(node) ? node : undefined));
  const text = functions === null ? null : mergeFunction(functions, cx);
  if (text === null) throw cannotMerge(name, differences(parts, cx));
  return isEverywhere ? text : guarded(name, text, parts, cx);
}

function aliasText(name: string, first: Part, types: readonly Part<ts.TypeNode>[], cx: MergeContext): string {
  const [type] = types;
  if (type === undefined) return textOf(first);
  const head = textOf(first).slice(0, type.node.getStart() - first.node.getStart());
  // `type color = (typeof color)[keyof typeof color];`: of what a target lacks the object has `undefined`.
  const isEnum = textOf(type) === `(typeof ${name})[keyof typeof ${name}]`;
  const text = isSame(types) ? textOf(type) : mergeTypes(types, cx);
  return isEnum && !isSameEnum(first, types, cx) ? `${head}Exclude<${text}, undefined>;` : `${head}${text};`;
}

/** Whether every target has the same enumerators. */
function isSameEnum(first: Part, types: readonly Part[], cx: MergeContext): boolean {
  const keys = types.map(({ node }) => {
    const file = node.getSourceFile();
    const name = /type (\S+) =/.exec(textOf(first))?.[1];
    const object = file.statements.find(
      (one) => cx.ts.isVariableStatement(one) && one.declarationList.declarations[0]?.name.getText() === name,
    );
    return object?.getText().replaceAll(/:.*$/gm, "");
  });
  return new Set(keys).size === 1;
}

/** A macro or an object that is made anew is code of the module's: there is none for a target that lacks it. */
function guarded(name: string, text: string, parts: readonly Part[], cx: MergeContext): string {
  const others = cx.choices.others(parts.map(({ target }) => target));
  const opening = text.indexOf("{\n");
  const guard = `  if (${cx.choices.isOneOf(others)}) ${cx.runtime("absent")}(${JSON.stringify(name)});\n`;
  return `${text.slice(0, opening + 2)}${guard}${text.slice(opening + 2)}`;
}

function differences(parts: readonly Part[], cx: MergeContext): string {
  const kinds = parts.map((part) => `${describe(part, cx)} on ${cx.platforms[part.target]}`);
  return kinds.join(", ");
}

function describe({ node }: Part, { ts: compiler }: MergeContext): string {
  if (compiler.isClassDeclaration(node)) return "a record";
  if (compiler.isTypeAliasDeclaration(node)) return "a type";
  if (compiler.isFunctionDeclaration(node)) {
    return `a function or macro of (${node.parameters.map(({ name }) => name.getText()).join(", ")})`;
  }
  const name = compiler.isVariableStatement(node) ? node.declarationList.declarations[0]?.name.getText() : undefined;
  const file = node.getSourceFile();
  const isType = file.statements.some((one) => compiler.isTypeAliasDeclaration(one) && one.name.text === name);
  return isType ? "another type" : "a function, variable or constant";
}
