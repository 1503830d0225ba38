import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { ts as TypeScript } from "ts-morph";
import { tsMorph } from "../compile/ts-morph.ts";

/** C text in a program, to which the program gives a name for TypeScript: `` c<"sums">`…` ``. */
export interface NamedSnippet {
  /** Absolute path of the program's file. */
  readonly importer: string;
  readonly name: string;
  /** `null` where values stand in it: what they are is known when it runs. */
  readonly text: string | null;
}

const PACKAGE = "c2ts/c";

/** The named snippets of a file. */
export function namedSnippets(importer: string): readonly NamedSnippet[] {
  if (basename(importer).endsWith(".d.ts")) return [];
  const content = readFileSync(importer, "utf8");
  if (!content.includes(PACKAGE)) return []; // most files
  const { ts } = tsMorph();
  const file = ts.createSourceFile(importer, content, ts.ScriptTarget.Latest, true);
  const tags = new Set(file.statements.flatMap((one) => (ts.isImportDeclaration(one) ? tagsOf(one, ts) : [])));
  const found: NamedSnippet[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && tags.has(node.tag.getText())) {
      const name = nameOf(node, ts);
      if (name !== null) found.push({ importer, name, text: textOf(node.template, ts) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Local names of `c`. */
function tagsOf(
  { moduleSpecifier, importClause }: TypeScript.ImportDeclaration,
  ts: typeof TypeScript,
): readonly string[] {
  const bindings = importClause?.namedBindings;
  if (!ts.isStringLiteral(moduleSpecifier) || moduleSpecifier.text !== PACKAGE || bindings === undefined) return [];
  if (ts.isNamespaceImport(bindings)) return [`${bindings.name.text}.c`];
  return bindings.elements.flatMap(({ name, propertyName }) =>
    (propertyName ?? name).text === "c" ? [name.text] : [],
  );
}

function nameOf({ typeArguments }: TypeScript.TaggedTemplateExpression, ts: typeof TypeScript): string | null {
  const [type] = typeArguments ?? [];
  const isName = type !== undefined && ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal);
  return isName ? type.literal.text : null;
}

/** As the tag makes it of the template: backslashes are C's. */
function textOf(template: TypeScript.TemplateLiteral, ts: typeof TypeScript): string | null {
  if (!ts.isNoSubstitutionTemplateLiteral(template)) return null;
  const raw = template.rawText ?? template.getText().slice(1, -1);
  return raw.replaceAll(/\\(`|\$\{)/g, "$1");
}
