import type { ts as TypeScript } from "ts-morph";
import { tsMorph } from "./ts-morph.ts";

/**
 * A module that c2ts wrote, as the body of a function: of `$runtime`, which has what it imports. It returns what the module exports.
 * So it can be run at once, from wherever it comes, where a module would be waited for.
 *
 * @param js of `compileModule`.
 */
export function functionBody(js: string): string {
  const { ts } = tsMorph();
  const file = ts.createSourceFile("module.js", withoutUrl(js, ts), ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const exported: string[] = [];
  const parts = file.statements.map((statement) => {
    if (ts.isImportDeclaration(statement)) return imported(statement, ts);
    if (ts.isExportDeclaration(statement)) {
      exported.push(...exportedNames(statement, ts));
      return "";
    }
    const modifier = ts.canHaveModifiers(statement)
      ? ts.getModifiers(statement)?.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      : undefined;
    if (modifier === undefined) return statement.getText();
    exported.push(...declaredNames(statement, ts));
    return statement.getText().slice(modifier.getEnd() - statement.getStart());
  });
  return `"use strict";\n${parts.join("\n")}\nreturn { ${exported.join(", ")} };`;
}

function imported({ importClause }: TypeScript.ImportDeclaration, ts: typeof TypeScript): string {
  const bindings = importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return "";
  const names = bindings.elements.map(({ name, propertyName }) =>
    propertyName === undefined ? name.text : `${propertyName.text}: ${name.text}`,
  );
  return `const { ${names.join(", ")} } = $runtime;`;
}

function exportedNames({ exportClause }: TypeScript.ExportDeclaration, ts: typeof TypeScript): readonly string[] {
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
  return exportClause.elements.map(
    ({ name, propertyName }) => `${JSON.stringify(name.text)}: ${(propertyName ?? name).text}`,
  );
}

function declaredNames(statement: TypeScript.Statement, ts: typeof TypeScript): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const isNamed = ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

/** What a module loads relative to itself is given by whoever runs the function. */
function withoutUrl(js: string, ts: typeof TypeScript): string {
  const places: TypeScript.Node[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isMetaProperty(node.expression)) places.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("module.js", js, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
  return places.reduceRight(
    (text, node) => `${text.slice(0, node.getStart())}undefined${text.slice(node.getEnd())}`,
    js,
  );
}
