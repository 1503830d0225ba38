import { readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { ts as TypeScript } from "ts-morph";
import { tsMorph } from "../compile/ts-morph.ts";
import { HEADER } from "./header-request.ts";
import { type NamedSnippet, namedSnippets } from "./named-snippets.ts";

/** An import of a header. */
export interface HeaderImport {
  /** Absolute path of the importing file. */
  readonly importer: string;
  readonly specifier: string;
}

/** What one tsconfig.json takes in. */
export interface ProjectImports {
  /** Path of the tsconfig.json. */
  readonly config: string;
  /** Path of the declarations: where there are some already, or else where this project takes them in. */
  readonly declarations: string;
  readonly imports: readonly HeaderImport[];
  readonly snippets: readonly NamedSnippet[];
}

export const DECLARATIONS = "c2ts.d.ts";

/**
 * Imports of headers in the TypeScript project of `folder`, and in those that it refers to.
 *
 * @returns `null` where there is no tsconfig.json and no jsconfig.json, from `folder` upwards.
 */
export function projectImports(folder: string): readonly ProjectImports[] | null {
  const { ts } = tsMorph();
  const exists = ts.sys.fileExists;
  const from = resolve(folder);
  const config = ts.findConfigFile(from, exists) ?? ts.findConfigFile(from, exists, "jsconfig.json");
  if (config === undefined) return null;
  const projects = new Map<string, ProjectImports>();
  const add = (path: string): void => {
    if (projects.has(path)) return;
    const parsed = ts.getParsedCommandLineOfConfigFile(path, {}, hostOf(ts));
    if (parsed === undefined) return;
    const imports = parsed.fileNames.flatMap(importsOf);
    const snippets = parsed.fileNames.flatMap(namedSnippets);
    const declarations = declarationsOf(path, parsed, [...imports, ...snippets]);
    projects.set(path, { config: path, declarations, imports, snippets });
    for (const reference of parsed.projectReferences ?? []) add(ts.resolveProjectReferencePath(reference));
  };
  add(config);
  return [...projects.values()].filter(({ imports, snippets }) => imports.length + snippets.length > 0);
}

/** Whether a project takes a file in, as it is on disk now. */
export function takesIn(config: string, file: string): boolean {
  const { ts } = tsMorph();
  return ts.getParsedCommandLineOfConfigFile(config, {}, hostOf(ts))?.fileNames.includes(file) ?? false;
}

// A fault in a tsconfig.json is the compiler's to tell; what can be read of it is enough here.
function hostOf(ts: typeof TypeScript): TypeScript.ParseConfigFileHost {
  return { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
}

function importsOf(importer: string): readonly HeaderImport[] {
  if (basename(importer) === DECLARATIONS) return [];
  const text = readFileSync(importer, "utf8");
  if (!/\.[ch]["'?]/.test(text)) return []; // most files: TypeScript's scanner takes its time
  const names = tsMorph()
    .ts.preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName);
  return [...new Set(names)].filter((name) => HEADER.test(name)).map((specifier) => ({ importer, specifier }));
}

function declarationsOf(
  config: string,
  { fileNames, raw }: TypeScript.ParsedCommandLine,
  imports: readonly Pick<HeaderImport, "importer">[],
): string {
  const present = fileNames.find((file) => basename(file) === DECLARATIONS);
  if (present !== undefined) return present;
  const chooses: unknown = raw?.include ?? raw?.files;
  const folder = chooses === undefined ? dirname(config) : commonFolder(imports.map(({ importer }) => importer));
  return join(folder ?? dirname(config), DECLARATIONS);
}

/** The innermost folder that has all files in it. */
function commonFolder([first, ...others]: readonly string[]): string | null {
  if (first === undefined) return null;
  let folder = dirname(first);
  while (others.some((file) => relative(folder, file).startsWith(".."))) folder = dirname(folder);
  return folder;
}
