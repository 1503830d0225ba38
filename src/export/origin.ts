import type { Node, Symbol as TsSymbol } from "ts-morph";
import { tsMorph } from "../compile/ts-morph.ts";

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
  if (is.isShorthandPropertyAssignment(expression)) return followed(expression.getValueSymbol(), expression);
  if (!is.isPropertyAccessExpression(expression)) return { kind: "expression", node: expression };
  const left = originOf(expression.getExpression());
  if (left.kind === "runtime") return { kind: "runtime", path: [...left.path, expression.getName()] };
  return followed(expression.getNameNode().getSymbol(), expression);
}

/** Where an expression leads, and on through variables to what they are initialized with: `const money = c.longlong`. */
export function originsOf(expression: Node): readonly Origin[] {
  const origins: Origin[] = [];
  const seen = new Set<Node>(); // what is initialized with itself leads nowhere
  for (let at: Node | undefined = expression; at !== undefined && !seen.has(at); ) {
    seen.add(at);
    const origin = originOf(at);
    origins.push(origin);
    at = origin.kind === "declaration" ? initializerIn(origin.node) : undefined;
  }
  return origins;
}

/** The end of that. */
export function initializerOf(expression: Node): Origin {
  return originsOf(expression).at(-1) ?? { kind: "expression", node: expression };
}

/** What a declaration is initialized with; of `{ price_of }` itself, which stands for the variable. */
function initializerIn(declaration: Node): Node | undefined {
  const { Node: is } = tsMorph();
  if (is.isVariableDeclaration(declaration) || is.isPropertyAssignment(declaration))
    return declaration.getInitializer();
  return is.isShorthandPropertyAssignment(declaration) ? declaration : undefined;
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
