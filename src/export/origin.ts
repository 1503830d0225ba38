import type { Node, Symbol as TsSymbol } from "ts-morph";
import { tsMorph } from "./ts-morph.ts";

/** Where an expression leads: to something of `c2ts-runtime` (`["c", "int"]`), to a declaration, or to what it is itself. */
export type Origin =
  | { readonly kind: "runtime"; readonly path: readonly string[] }
  | { readonly kind: "declaration"; readonly node: Node }
  | { readonly kind: "expression"; readonly node: Node };

/** Follows names, imports and members; not calls. */
export function originOf(expression: Node): Origin {
  const { Node: is } = tsMorph();
  if (
    is.isParenthesizedExpression(expression) ||
    is.isAsExpression(expression) ||
    is.isSatisfiesExpression(expression) ||
    is.isNonNullExpression(expression)
  ) {
    return originOf(expression.getExpression());
  }
  if (is.isIdentifier(expression)) return followed(expression.getSymbol(), expression);
  if (!is.isPropertyAccessExpression(expression)) return { kind: "expression", node: expression };
  const left = originOf(expression.getExpression());
  if (left.kind === "runtime") return { kind: "runtime", path: [...left.path, expression.getName()] };
  return followed(expression.getNameNode().getSymbol(), expression);
}

/** Goes on through variables to what they are initialized with: `const money = c.longlong`. */
export function initializerOf(expression: Node): Origin {
  const { Node: is } = tsMorph();
  const origin = originOf(expression);
  if (origin.kind !== "declaration") return origin;
  const { node } = origin;
  if (is.isShorthandPropertyAssignment(node)) return followedValue(node.getValueSymbol(), node);
  const initializer =
    is.isVariableDeclaration(node) || is.isPropertyAssignment(node) ? node.getInitializer() : undefined;
  return initializer === undefined ? origin : initializerOf(initializer);
}

function followedValue(symbol: TsSymbol | undefined, otherwise: Node): Origin {
  const { Node: is } = tsMorph();
  const origin = followed(symbol, otherwise);
  const initializer =
    origin.kind === "declaration" && is.isVariableDeclaration(origin.node) ? origin.node.getInitializer() : undefined;
  return initializer === undefined ? origin : initializerOf(initializer);
}

function followed(symbol: TsSymbol | undefined, otherwise: Node): Origin {
  for (let at = symbol; at !== undefined; at = at.getImmediatelyAliasedSymbol()) {
    // A typedef is a type and a value of one name.
    const declaration = at.getValueDeclaration() ?? at.getDeclarations()[0];
    const path = declaration === undefined ? null : runtimePath(declaration);
    if (path !== null) return { kind: "runtime", path };
    if (!at.isAlias() && declaration !== undefined) return { kind: "declaration", node: declaration };
  }
  return { kind: "expression", node: otherwise };
}

/** What an import or re-export takes from `c2ts-runtime`: nothing of the package itself has to be read for it. */
function runtimePath(declaration: Node): readonly string[] | null {
  const { Node: is } = tsMorph();
  const from = declaration.getFirstAncestor((node) => is.isImportDeclaration(node) || is.isExportDeclaration(node));
  if (from === undefined || !(is.isImportDeclaration(from) || is.isExportDeclaration(from))) return null;
  if (from.getModuleSpecifierValue() !== "c2ts-runtime") return null;
  return is.isImportSpecifier(declaration) || is.isExportSpecifier(declaration) ? [declaration.getName()] : [];
}
