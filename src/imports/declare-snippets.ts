import { dirname, resolve } from "node:path";
import { compileModule } from "../compile/compile-module.ts";
import { snippetModule } from "../snippet-module.ts";
import { ambientModule } from "./ambient-module.ts";
import type { Undeclared } from "./declare-imports.ts";
import { grouped } from "./grouped.ts";
import type { NamedSnippet } from "./named-snippets.ts";

export interface SnippetDeclarations {
  /** A module for each, and an interface that gives each its name. */
  readonly texts: readonly string[];
  /** How many snippets they declare. */
  readonly count: number;
  readonly undeclared: readonly Undeclared[];
}

/**
 * Declarations of the snippets that have a name, for TypeScript.
 *
 * @param path where the text is to be.
 */
export function declareSnippets(snippets: readonly NamedSnippet[], path: string): SnippetDeclarations {
  const undeclared: Undeclared[] = [];
  const modules: string[] = [];
  const members: string[] = [];
  for (const [name, of] of grouped(snippets, (snippet) => snippet.name)) {
    const made = declared(name, of, path);
    if ("reason" in made) {
      undeclared.push({ specifier: name, reason: made.reason, isBroken: false });
      continue;
    }
    modules.push(made.text);
    members.push(`  ${JSON.stringify(name)}: typeof import(${JSON.stringify(moduleName(name))});\n`);
  }
  const names = members.length === 0 ? [] : [`interface C2tsSnippets {\n${members.join("")}}\n`];
  return { texts: [...modules, ...names], count: members.length, undeclared };
}

const moduleName = (name: string): string => `c2ts:snippet/${name}`;

function declared(
  name: string,
  of: readonly NamedSnippet[],
  path: string,
): { readonly text: string } | { readonly reason: string } {
  const [first] = of;
  const texts = new Set(of.map(({ text }) => text));
  const text = first?.text ?? null;
  if (texts.size > 1) return { reason: "two snippets have this name" };
  if (text === null) return { reason: "values stand in its C text, which are known when it runs" };
  const file = resolve(dirname(path), "snippet.c");
  try {
    const { module } = snippetModule(file, { files: [{ file, text }] });
    const { types } = compileModule(module.code, "snippet.ts");
    return { text: ambientModule(moduleName(name), types, path) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { reason: error.message };
  }
}
