import { relative } from "node:path";
import { writeOutput } from "../write-output.ts";
import { declareImports, type Undeclared } from "./declare-imports.ts";
import { declareSnippets } from "./declare-snippets.ts";
import { grouped } from "./grouped.ts";
import type { HeaderBindings } from "./header-bindings.ts";
import { projectImports, takesIn } from "./project-imports.ts";

/** One file of declarations. */
export interface WrittenTypes {
  readonly path: string;
  readonly state: "written" | "unchanged";
  /** How many names of headers it declares. */
  readonly modules: number;
  /** How many snippets of C. */
  readonly snippets: number;
  readonly undeclared: readonly Undeclared[];
  /** The tsconfig.json that does not take the file in; `null` if all is well. */
  readonly outside: string | null;
}

/**
 * Declares the headers that a TypeScript project imports, and its snippets of C that have a name, in a `c2ts.d.ts` that it takes in.
 *
 * @param folder of the project: its tsconfig.json is there or above.
 * @returns `null` where there is no tsconfig.json.
 * @throws OutputError
 */
export function writeTypes(folder: string, bindings: HeaderBindings): readonly WrittenTypes[] | null {
  const projects = projectImports(folder);
  if (projects === null) return null;
  const byPath = grouped(projects, ({ declarations }) => declarations);
  return [...byPath].map(([path, sharing]) => {
    const imports = sharing.flatMap((project) => project.imports);
    const headers = declareImports(imports, bindings, path);
    const snippets = declareSnippets(
      sharing.flatMap((project) => project.snippets),
      path,
    );
    const state = writeOutput(path, [headers.text, ...snippets.texts].join("\n"));
    const { modules } = headers;
    const undeclared = [...headers.undeclared, ...snippets.undeclared];
    const outside = sharing.find(({ config }) => !takesIn(config, path))?.config ?? null;
    return { path, state, modules, snippets: snippets.count, undeclared, outside };
  });
}

/** What a program's author has to do so that an editor knows all headers; empty if nothing. */
export function typesAdvice({ path, undeclared, outside }: WrittenTypes): readonly string[] {
  return [
    ...undeclared.map(({ specifier, reason }) => `no types for "${specifier}": ${reason}`),
    ...(outside === null
      ? []
      : [`TypeScript does not see ${relative("", path)}: add it to "include" in ${relative("", outside)}`]),
  ];
}
