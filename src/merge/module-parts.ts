import type { ts } from "ts-morph";
import type { MergeContext } from "./merge-context.ts";
import type { Part } from "./part.ts";

/** A module taken apart. */
export interface ModuleParts {
  /** The comment that it begins with. */
  readonly head: string;
  /** Names that it takes from other modules: by the module, each as it is written, by its local name. */
  readonly imports: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Everything else but exports, by whether it is a type or a value, and name; in its order. */
  readonly statements: ReadonlyMap<string, Part<ts.Statement>>;
  /** Names exported besides those of the statements, as they are written. */
  readonly exports: readonly string[];
  /** Every name that there is in it. */
  readonly names: ReadonlySet<string>;
}

export function moduleParts(code: string, target: number, cx: Pick<MergeContext, "ts">): ModuleParts {
  const { ts: compiler } = cx;
  const file = compiler.createSourceFile(`${target}.ts`, code, compiler.ScriptTarget.Latest, true);
  const imports = new Map<string, Map<string, string>>();
  const statements = new Map<string, Part<ts.Statement>>();
  const exports: string[] = [];
  for (const node of file.statements) {
    if (compiler.isImportDeclaration(node)) {
      const from = node.moduleSpecifier.getText();
      const known = imports.get(from) ?? new Map<string, string>();
      imports.set(from, known);
      const named = node.importClause?.namedBindings;
      if (named !== undefined && compiler.isNamedImports(named)) {
        for (const one of named.elements) known.set(one.name.text, one.getText());
      }
    } else if (compiler.isExportDeclaration(node)) {
      const clause = node.exportClause;
      if (clause !== undefined && compiler.isNamedExports(clause)) {
        for (const one of clause.elements) exports.push(`${node.isTypeOnly ? "type " : ""}${one.getText()}`);
      }
    } else statements.set(keyOf(node, cx), { node, target });
  }
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (compiler.isIdentifier(node)) names.add(node.text);
    compiler.forEachChild(node, visit);
  };
  visit(file);
  return { head: code.slice(0, code.indexOf("\n")), imports, statements, exports, names };
}

function keyOf(node: ts.Statement, { ts: compiler }: Pick<MergeContext, "ts">): string {
  if (compiler.isTypeAliasDeclaration(node)) return `type ${node.name.text}`;
  if (compiler.isVariableStatement(node)) return `value ${node.declarationList.declarations[0]?.name.getText() ?? ""}`;
  if (compiler.isClassDeclaration(node) || compiler.isFunctionDeclaration(node))
    return `value ${node.name?.text ?? ""}`;
  return "value";
}
